import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ensureLocalCa, issueCertificate, signingParty } from '#scripts/local-ca.ts'
import { checkSeed } from '#scripts/testing/check-seed.ts'
import { Signer } from '../../ssek/signature.ts'
import { providerNumber } from '../messages.ts'
import { fuzz } from './fuzz.ts'

test('valid messages of every vocabulary, changed at random, 10,000 times', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const party = { commonName: 'Nordfjäll Liv', organisationNumber: providerNumber }
  const signer = new Signer(await issueCertificate(await ensureLocalCa(folder), signingParty(party, 'ecdsa')))
  const ends = fuzz({ runs: 10_000, seed: checkSeed(), signer })
  expect(ends['answered']).toBeGreaterThan(100)
  expect(ends['rejected-signature']).toBeGreaterThan(100)
  const counted = Object.entries(ends).sort(([, one], [, other]) => other - one)
  process.stdout.write(`result: ${counted.map(([end, count]) => `${end} ${count}`).join(', ')}; nothing else\n`)
})
