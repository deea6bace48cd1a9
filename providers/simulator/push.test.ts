import { Agent } from 'node:https'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureLocalCa, issueCertificate, portalParty, signingParty } from '#scripts/local-ca.ts'
import { writeEnvelope, writeFault, writeReceipt } from '../ssek/envelope.ts'
import { Signer } from '../ssek/signature.ts'
import type { TestServer } from '../testing/https.ts'
import { startTestServer } from '../testing/https.ts'
import { answerHeader, contract, mislife, providerNumber } from '../testing/messages.ts'
import { Clock } from './clock.ts'
import { deliver } from './push.ts'

let folder: string
let asker: TestServer
let agent: Agent
let signed: ReturnType<Signer['signed']>
let reply = { status: 200, text: '' }
let deliveries = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'push-'))
  const ca = await ensureLocalCa(folder)
  const party = { commonName: 'provider', organisationNumber: providerNumber }
  const tls = { ...(await issueCertificate(ca, portalParty)), caPem: ca.certPem }
  agent = new Agent({ cert: tls.certPem, key: tls.keyPem, ca: tls.caPem })
  const signer = new Signer(await issueCertificate(ca, signingParty(party, 'ecdsa')))
  signed = signer.signed(writeEnvelope({ header: answerHeader, bodyXml: mislife([contract]) }), new Date())
  asker = await startTestServer(tls, (request, response) => {
    deliveries++
    request.resume().on('end', () => response.writeHead(reply.status, { 'content-type': 'text/xml' }).end(reply.text))
  })
})
afterAll(async () => {
  agent.destroy()
  await asker.close()
  await rm(folder, { recursive: true })
})

async function deliveredTo(
  status: number,
  bodyXml: ReturnType<typeof writeReceipt>,
): Promise<readonly [boolean, number]> {
  reply = { status, text: writeEnvelope({ header: answerHeader, bodyXml }) }
  deliveries = 0
  const push = { url: asker.endpoint, agent, message: () => signed.text, demand: () => null }
  return [await deliver(push, new Clock(1000)), deliveries]
}

test('a receipt that names the signature of the message, or none, ends it', async () => {
  expect(await deliveredTo(200, writeReceipt(signed.signatureValue))).toEqual([true, 1])
  expect(await deliveredTo(200, writeReceipt())).toEqual([true, 1])
})

test('a receipt of another message is none', async () => {
  expect(await deliveredTo(200, writeReceipt('AAAA'))).toEqual([false, 1])
})

test('a fault ends it too, unless the asker was in trouble', async () => {
  expect(await deliveredTo(500, writeFault('TxIdUnknown', answerHeader.txId))).toEqual([false, 1])
  expect(await deliveredTo(500, writeFault('WebServiceUnavailable', answerHeader.txId))).toEqual([false, 8])
})
