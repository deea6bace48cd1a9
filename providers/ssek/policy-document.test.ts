import { describe, expect, test } from 'vitest'
import { providerEntry } from '../testing/messages.ts'
import { UnreadableXml } from '../xml/document.ts'
import { checkPolicy, writePolicy } from './policy-document.ts'

describe('the policy of a provider', () => {
  test('says how its messages are carried, signed, sent again and answered', () => {
    const policy = writePolicy({ ...providerEntry, messageSecurity: 'signature', resendAllowed: false, flow: 'pull' })
    expect(policy).toContain('<Transport>TLSClientCertificate</Transport><Message>Signature</Message>')
    expect(policy).toContain(
      '<Operation Name="hamtaForsakringar"><ResendAllowed>false</ResendAllowed>' +
        '<SupportsPush>false</SupportsPush><SupportsPull>true</SupportsPull></Operation>',
    )
    expect(policy).toContain(
      '<Operation Name="lamnaUttagsplan"><ResendAllowed>false</ResendAllowed><SupportsPush>true<',
    )
  })

  const right = writePolicy(providerEntry)
  test.each([
    ['another transport', right.replace('TLSClientCertificate', 'HTTP')],
    ['another proof of the message', right.replace(/<Message>\w+/, '<Message>Encryption')],
    ['a party that is none', right.replace(/<Party>16/, '<Party>5')],
    ['no operation', right.replace(/<Operation.*<\/Operation>/s, '')],
    ['an operation twice', right.replace('lamnaUttagsplan', 'hamtaForsakringar')],
    ['an operation without what it supports', right.replace(/<SupportsPull>\w+<\/SupportsPull>/, '')],
    ['another namespace', right.replace('ssek-policy:1', 'ssek-policy:2')],
  ])('with %s is none', (_name, policy) => {
    expect(policy).not.toBe(right)
    expect(() => {
      checkPolicy(policy)
    }).toThrow(UnreadableXml)
  })
})
