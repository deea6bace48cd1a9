import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { encodeAllmanPension } from '#providers/authority/pensionsmyndigheten/encode.ts'
import { encodeSpv } from '#providers/authority/spv/encode.ts'
import { Signer } from '#providers/ssek/signature.ts'
import type { Xml } from '#providers/xml/write.ts'
import {
  answerWith,
  asked,
  contract,
  misMessage,
  misVersions,
  secretName,
  someoneElse,
  transfer,
} from '#providers/testing/messages.ts'
import { issueCertificate, makeCa, signingParty } from './local-ca.ts'
import { root } from './ready.js'

const insured = { number: asked, name: secretName }

const folder = mkdtempSync(join(tmpdir(), 'mis-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function mis(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/mis.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

/** Each element on a line of its own, so that a line says something. */
const lines = (xml: string): string => xml.replaceAll('><', '>\n<')
const lineOf = (text: string, what: string): number => text.slice(0, text.indexOf(what)).split('\n').length

const person = ['--person', asked.reveal()] as const

describe.each(misVersions)('%s', (version) => {
  const bare = lines(misMessage(version, [contract, contract]))

  test('read: the holdings as JSON, from a bare message and from a whole one', () => {
    const whole = answerWith(misMessage(version, [contract, contract])).bytes
    for (const path of [file('bare.xml', bare), file('whole.xml', whole)]) {
      const { status, stdout, stderr } = mis('read', path, ...person)
      expect([status, stderr]).toEqual([0, ''])
      expect(JSON.parse(stdout)).toMatchObject([
        { kind: 'avtal', capital: { value: '412345.67', date: '2026-10-31' }, unknownCodes: [] },
        { identity: { contractNumber: 'NL-100200' } },
      ])
    }
  })

  test('read: a signed message too, whoever signed it', async () => {
    const party = signingParty({ commonName: 'provider', organisationNumber: transfer.sender }, 'ecdsa')
    const signer = new Signer(await issueCertificate(await makeCa(), party))
    const signed = signer.sign(answerWith(misMessage(version, [contract])).bytes, new Date())
    const { status, stdout, stderr } = mis('read', file('signed.xml', signed), ...person)
    expect([status, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toMatchObject([{ capital: { value: '412345.67' } }])
  })

  test('read: nothing held is an empty list', () => {
    const { status, stdout } = mis('read', file('none.xml', misMessage(version, [])), ...person)
    expect([status, stdout]).toEqual([0, '[]\n'])
  })

  test('a fault is told with its line, and nothing of the message', () => {
    const wrong = bare.replace('412345.67', '412345,67')
    const path = file('wrong.xml', wrong)
    for (const command of [mis('read', path, ...person), mis('validate', path)]) {
      expect([command.status, command.stdout]).toEqual([1, ''])
      expect(command.stderr).toContain(`${path}:${lineOf(wrong, '412345,67')}: malformed-response: does not follow`)
      expect(command.stderr).not.toMatch(/412345|Åsa/)
    }
  })

  test('another person’s contract is told with the line where it begins', () => {
    const last = bare.lastIndexOf(asked.reveal())
    const wrong = bare.slice(0, last) + someoneElse.reveal() + bare.slice(last + 12)
    const { status, stderr } = mis('read', file('other.xml', wrong), ...person)
    const begins = wrong.slice(0, wrong.search(/<([fF])orsakring>(?![^]*<\1orsakring>)/)).split('\n').length
    expect(status).toBe(1)
    expect(stderr).toContain(`:${begins}: wrong-person: `)
    expect(stderr).not.toContain(someoneElse.reveal())
  })

  test('validate says what it is', () => {
    const { status, stdout } = mis('validate', file('valid.xml', bare.replace('>ITP1<', '>ITP9<')))
    expect([status, stdout]).toEqual([0, `${version}: 2 contracts, 1 unknown codes\n`])
  })
})

test.each([
  ['no XML', 'Hej', 'malformed-response: not well-formed'],
  ['a document type', '<!DOCTYPE x>\n<x/>', 'malformed-response: a document type'],
  ['a vocabulary nobody has', '\n<x/>', ':2: malformed-response: does not follow'],
  ['an envelope without header', answerWith('<x/>' as Xml, null).bytes, 'malformed-response: does not follow'],
])('%s ends with 1', (_name, text, told) => {
  const { status, stderr } = mis('validate', file('bad.xml', text))
  expect(status).toBe(1)
  expect(stderr).toContain(told)
})

test.each([
  [[], 'Use: '],
  [['read', 'x.xml'], 'Use: '],
  [['read', 'x.xml', '--person', '1'], 'not a personal number'],
  [['validate', 'x.xml', '--adapter', 'toString'], 'one of none'],
  [['validate', 'x.xml', '--nonsense'], 'nonsense'],
  [['validate', join(folder, 'missing.xml')], 'no such file'],
])('wrong use %j ends with 2', (args, told) => {
  const { status, stderr } = mis(...args)
  expect(status).toBe(2)
  expect(stderr).toContain(told)
})

test.each([
  ['spv', encodeSpv({ ...transfer, person: insured, holdings: [{ ...contract, kollektivavtal: 'PA16-1' }] })],
  ['pensionsmyndigheten', encodeAllmanPension({ ...transfer, person: insured, holding: null })],
])('%s is known by its looks', (vocabulary, xml) => {
  expect(mis('validate', file('state.xml', xml)).stdout).toMatch(new RegExp(`^${vocabulary}: `))
})

test('an adapter mends the message first', () => {
  const path = file(
    'latin.xml',
    Buffer.from(misMessage('mis-1.6', [{ ...contract, productName: secretName }]), 'latin1'),
  )
  expect(mis('validate', path).status).toBe(1)
  expect(mis('validate', path, '--adapter', 'latin-1-called-utf-8').status).toBe(0)
  expect(
    execFileSync(process.execPath, ['scripts/mis.ts', 'read', path, ...person, '--adapter', 'latin-1-called-utf-8'], {
      cwd: root,
      encoding: 'utf8',
    }),
  ).toContain(secretName)
})
