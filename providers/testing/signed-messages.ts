/** Signed messages taken apart and put together in other ways, for tests. */
import { createHash, createPrivateKey, sign } from 'node:crypto'
import { XmlElement } from 'libxml2-wasm'
import { canonicalText, parseDocument } from '../xml/document.ts'

/** The first match, and it must be there: a variant that changes nothing tests nothing. */
export function changed(text: string, from: string | RegExp, to: string): string {
  const result = text.replace(from, () => to)
  if (result === text) throw new Error(`Nothing to change: ${String(from)}`)
  return result
}

export function piece(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[0]
  if (found === undefined) throw new Error(`Not there: ${String(pattern)}`)
  return found
}
export const bodyOf = (text: string): string => piece(text, /<soap:Body.*<\/soap:Body>/s)
export const ssekOf = (text: string): string => piece(text, /<ssek:SSEK.*<\/ssek:SSEK>/s)
export const securityOf = (text: string): string => piece(text, /<wsse:Security .*<\/wsse:Security>/s)
export const signatureOf = (text: string): string => piece(text, /<ds:Signature .*<\/ds:Signature>/s)
export const timestampOf = (text: string): string => piece(text, /<wsu:Timestamp.*<\/wsu:Timestamp>/s)
export const idIn = (text: string): string => /wsu:Id="([^"]+)"/.exec(text)?.[1] ?? ''

/** Signs again what stands in SignedInfo after a change, with the right key: all is right but what was changed. */
export function resigned(text: string, keyPem: string, change: (signedInfo: string) => string): string {
  const before = piece(text, /<ds:SignedInfo.*<\/ds:SignedInfo>/s)
  const after = change(before)
  if (after === before) throw new Error('Nothing was changed')
  using document = parseDocument(Buffer.from(after))
  const key = { key: createPrivateKey(keyPem), dsaEncoding: 'ieee-p1363' } as const
  const value = sign('sha256', Buffer.from(canonicalText(document.root)), key).toString('base64')
  return changed(changed(text, before, after), /<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value}`)
}

/** Changes a part and signs anew, digest and all. */
export function resignedWith(text: string, keyPem: string, part: string, after: string): string {
  const [old = '', fresh = ''] = [part, after].map((xml) => {
    const at = text.replace(part, () => xml)
    using document = parseDocument(Buffer.from(at))
    const name = /^<([\w:]+)/.exec(xml)?.[1] ?? ''
    const found = document.get(`//*[name()='${name}']`)
    if (!(found instanceof XmlElement)) throw new Error('No such part')
    return createHash('sha256').update(canonicalText(found)).digest('base64')
  })
  return resigned(changed(text, part, after), keyPem, (info) => changed(info, old, fresh))
}
