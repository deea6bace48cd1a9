import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerHeader, contract, mislife, providerNumber } from '#providers/testing/messages.ts'
import { writeEnvelope, writeFault } from '#providers/ssek/envelope.ts'
import type { CertificateFiles } from './local-ca.ts'
import { certificateFor, signingParty } from './local-ca.ts'
import { runProgram } from './testing/command-process.ts'

let folder = ''
let pair: CertificateFiles
let other: CertificateFiles
let message = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssek-'))
  const party = signingParty({ commonName: 'Nordfjäll Liv', organisationNumber: providerNumber }, 'rsa')
  pair = await certificateFor(folder, 'signer', party)
  other = await certificateFor(folder, 'other', party)
  message = await file('message.xml', writeEnvelope({ header: answerHeader, bodyXml: mislife([contract]) }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

const ssek = (...args: readonly string[]) => runProgram('ssek', args)

const signed = (): string => ssek('sign', message, '--key', pair.keyFile, '--cert', pair.certFile).out

test('sign, then verify: what was signed comes out', async () => {
  const { code, out, said } = ssek('sign', message, '--key', pair.keyFile, '--cert', pair.certFile)
  expect({ code, said }).toEqual({ code: 0, said: '' })
  const verified = ssek('verify', await file('signed.xml', out), '--cert', pair.certFile)
  expect(verified).toMatchObject({ code: 0, said: '' })
  expect(verified.out).toContain('NL-100200')
  expect(verified.out).not.toContain('SignatureValue')
})

test('verify refuses with 1, and with 3 when nothing but the time is wrong; nothing comes out', async () => {
  const text = signed()
  const changed = await file('changed.xml', text.replace('412345.67', '412345.68'))
  const unsignedFault = writeEnvelope({ header: answerHeader, bodyXml: writeFault('Timeout', null) })
  const good = await file('good.xml', text)
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  const cases: [readonly string[], number][] = [
    [['verify', changed, '--cert', pair.certFile], 1],
    [['verify', good, '--cert', other.certFile], 1],
    [['verify', message, '--cert', pair.certFile], 1],
    [['verify', await file('fault.xml', unsignedFault), '--cert', pair.certFile], 1],
    [['verify', good, '--cert', pair.certFile, '--at', tomorrow], 3],
    [['verify', good, '--cert', pair.certFile, '--at', new Date().toISOString()], 0],
  ]
  for (const [args, expected] of cases) {
    const { code, out, said } = ssek(...args)
    expect({ args, code }).toEqual({ args, code: expected })
    if (expected === 0) continue
    expect(out).toBe('')
    expect(said).toMatch(/^[^\n]+\n$/)
    expect(said).not.toMatch(/Åsa|NL-100200/)
  }
}, 30_000)

test('wrong use, and files that are not what they should be, end with 2', async () => {
  const wrong: (readonly string[])[] = [
    [],
    ['sign'],
    ['forge', message, '--cert', pair.certFile],
    ['verify', message],
    ['verify', message, '--cert', pair.certFile, '--force'],
    ['verify', '/no/such/file', '--cert', pair.certFile],
    ['verify', message, '--cert', message],
    ['verify', message, '--cert', pair.certFile, '--at', 'noon'],
    ['verify', await file('not.xml', 'not xml'), '--cert', pair.certFile],
    ['sign', message, '--key', pair.keyFile, '--cert', other.certFile],
    ['sign', await file('no-envelope.xml', '<x/>'), '--key', pair.keyFile, '--cert', pair.certFile],
    ['sign', await file('again.xml', signed()), '--key', pair.keyFile, '--cert', pair.certFile],
  ]
  for (const args of wrong) expect({ args, ...ssek(...args) }).toMatchObject({ args, code: 2, out: '' })
}, 30_000)
