/**
 * Signature wrapping: a signed message whose signed parts are moved or doubled, so that a careless reader checks one and
 * reads another. Every amount that it would read is another than was signed, or it is a part that must stand alone.
 */
import type { ProviderErrorCode } from '../../errors.ts'
import { bodyOf, changed, idIn, securityOf, signatureOf, ssekOf, timestampOf } from '../signed-messages.ts'

const evil = (text: string): string => changed(bodyOf(text), '412345.67', '999999.99')
const evilWithoutId = (text: string): string => changed(evil(text), / wsu:Id="[^"]+"/, '')
const evilWithOtherId = (text: string): string => changed(evil(text), idIn(bodyOf(text)), 'body-evil')

type Wrapping = readonly [name: string, wrap: (text: string) => string, ends?: ProviderErrorCode]

/** What each does to a message that is rightly signed, and how it ends where it is no envelope even before that. */
export const wrappings: readonly Wrapping[] = [
  [
    'the signed Body moved into the header, another in its place',
    (text) =>
      changed(
        changed(text, bodyOf(text), evilWithOtherId(text)),
        '</soap:Header>',
        `<x:w xmlns:x="urn:x">${bodyOf(text)}</x:w></soap:Header>`,
      ),
  ],
  [
    'the same, and the other Body with no id',
    (text) =>
      changed(
        changed(text, bodyOf(text), evilWithoutId(text)),
        '</soap:Header>',
        `<x:w xmlns:x="urn:x">${bodyOf(text)}</x:w></soap:Header>`,
      ),
  ],
  [
    'the same, and the other Body with the same id',
    (text) =>
      changed(
        changed(text, bodyOf(text), evil(text)),
        '</soap:Header>',
        `<x:w xmlns:x="urn:x">${bodyOf(text)}</x:w></soap:Header>`,
      ),
  ],
  [
    'the signed content moved into the header under another name, with the id',
    (text) =>
      changed(
        changed(text, bodyOf(text), evilWithOtherId(text)),
        '</soap:Header>',
        `${bodyOf(text).replaceAll('soap:Body', 'soap:Corpse')}</soap:Header>`,
      ),
  ],
  [
    'a second Body after the signed',
    (text) => changed(text, '</soap:Envelope>', `${evilWithOtherId(text)}</soap:Envelope>`),
  ],
  ['a second Body before the signed', (text) => changed(text, '<soap:Body', `${evilWithOtherId(text)}<soap:Body`)],
  [
    'the signed Body inside another Body',
    (text) => changed(text, bodyOf(text), `<soap:Body><x xmlns="urn:x">${bodyOf(text)}</x></soap:Body>`),
  ],
  [
    'the signed Body inside the signature',
    (text) =>
      changed(
        changed(text, bodyOf(text), evilWithOtherId(text)),
        '</ds:Signature>',
        `<ds:Object>${bodyOf(text)}</ds:Object></ds:Signature>`,
      ),
  ],
  [
    'the signed Timestamp moved into an element of its own, a fresh one in its place',
    (text) =>
      changed(
        changed(text, timestampOf(text), changed(timestampOf(text), idIn(timestampOf(text)), 'ts-evil')),
        '</soap:Header>',
        `<x:w xmlns:x="urn:x">${timestampOf(text)}</x:w></soap:Header>`,
      ),
  ],
  ['a second Timestamp', (text) => changed(text, timestampOf(text), `${timestampOf(text)}<wsu:Timestamp/>`)],
  [
    'the signed SSEK header moved, another in its place',
    (text) =>
      changed(
        changed(text, ssekOf(text), changed(ssekOf(text), idIn(ssekOf(text)), 'ssek-evil')),
        '</soap:Header>',
        `<x:w xmlns:x="urn:x">${ssekOf(text)}</x:w></soap:Header>`,
      ),
  ],
  [
    'a second SSEK header',
    (text) => changed(text, '<wsse:Security', `${changed(ssekOf(text), idIn(ssekOf(text)), 'x')}<wsse:Security`),
  ],
  [
    'a second Header',
    (text) => changed(text, '<soap:Body', '<soap:Header></soap:Header><soap:Body'),
    'malformed-response',
  ],
  ['a second Security header', (text) => changed(text, '<wsse:Security', '<wsse:Security/><wsse:Security')],
  [
    'a second Security header for another actor',
    (text) => changed(text, '<wsse:Security', '<wsse:Security soap:actor="urn:x"/><wsse:Security'),
  ],
  ['a second Signature', (text) => changed(text, '</wsse:Security>', `${signatureOf(text)}</wsse:Security>`)],
  ['a second Signature in the body', (text) => changed(text, '</mislife>', `${signatureOf(text)}</mislife>`)],
  [
    'the whole Security header inside another',
    (text) => changed(text, securityOf(text), `<x:w xmlns:x="urn:x">${securityOf(text)}</x:w>`),
  ],
  [
    'a doubled wsu:Id on an element of no account',
    (text) => changed(text, '<wsse:Security ', `<x:w xmlns:x="urn:x" wsu:Id="${idIn(bodyOf(text))}"/><wsse:Security `),
  ],
  [
    'the same id as a plain Id',
    (text) => changed(text, '<wsse:Security ', `<x:w xmlns:x="urn:x" Id="${idIn(bodyOf(text))}"/><wsse:Security `),
  ],
  [
    'the same id as xml:id',
    (text) => changed(text, '<wsse:Security ', `<x:w xmlns:x="urn:x" xml:id="${idIn(bodyOf(text))}"/><wsse:Security `),
  ],
  [
    'the envelope inside another',
    (text) =>
      `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">${text.replace(/^<\?xml[^>]*>/, '')}</soap:Envelope>`,
    'malformed-response',
  ],
  [
    'the ids of Body and Timestamp exchanged',
    (text) =>
      text
        .replaceAll(idIn(bodyOf(text)), 'X')
        .replaceAll(idIn(timestampOf(text)), idIn(bodyOf(text)))
        .replaceAll('X', idIn(timestampOf(text))),
  ],
  [
    'a second token',
    (text) =>
      changed(text, '<wsu:Timestamp', '<wsse:BinarySecurityToken>AAAA</wsse:BinarySecurityToken><wsu:Timestamp'),
  ],
]
