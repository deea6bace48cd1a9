/**
 * Signatures of SSEK messages: WS-Security 1.0 with one X.509 token that the signature refers to directly.
 *
 * Signed are exactly `wsu:Timestamp`, `ssek:SSEK` and `soap:Body`, each by its `wsu:Id`; exclusive C14N, SHA-256, RSA
 * or ECDSA. There is one way to sign a message here and one that is accepted, and everything else is refused.
 *
 * Signature wrapping has nothing to hold on to: no element is ever looked up by an id. The three parts are taken from
 * the only place each may stand in, the ids in the references must be theirs, and what is read afterwards is the very
 * text whose digest was checked.
 */
import type { KeyObject } from 'node:crypto'
import { createHash, createPrivateKey, randomUUID, sign, verify, X509Certificate } from 'node:crypto'
import type { XmlDocument, XmlElement } from 'libxml2-wasm'
import { XmlXPath } from 'libxml2-wasm'
import { canonicalText, parseDocument, UnreadableXml } from '../xml/document.ts'
import { attributeOf, childElements, is } from '../xml/elements.ts'
import {
  base64Encoding,
  dsNamespace,
  exclusiveC14n,
  sha256Digest,
  soapNamespace,
  ssekNamespace,
  wsseNamespace,
  wsuNamespace,
  x509v3Token,
} from './namespaces.ts'
import type { SignatureDemand } from './policy.ts'
import { organisationNumberIn } from './transport.ts'

/** A message that does not prove who wrote it and when. Says why, never quotes. */
export class RejectedSignature extends Error {
  override readonly name = 'RejectedSignature'
  /** Nothing is wrong but the time: one of the two clocks is. */
  readonly onlyTime: boolean

  constructor(why: string, { onlyTime = false }: { readonly onlyTime?: boolean } = {}) {
    super(why)
    this.onlyTime = onlyTime
  }
}

export interface SigningPair {
  readonly certPem: string
  readonly keyPem: string
}

interface Algorithm {
  readonly uri: string
  readonly fits: (key: KeyObject) => boolean
}

const moreAlgorithms = 'http://www.w3.org/2001/04/xmldsig-more'
const algorithms: readonly Algorithm[] = [
  {
    uri: `${moreAlgorithms}#rsa-sha256`,
    fits: ({ asymmetricKeyType, asymmetricKeyDetails }) =>
      asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048,
  },
  {
    uri: `${moreAlgorithms}#ecdsa-sha256`,
    fits: ({ asymmetricKeyType, asymmetricKeyDetails }) =>
      asymmetricKeyType === 'ec' && ['prime256v1', 'secp384r1'].includes(asymmetricKeyDetails?.namedCurve ?? ''),
  },
]
/** XML-DSig writes an ECDSA signature as r and s one after the other; RSA does not mind. */
const dsaEncoding = 'ieee-p1363'

const maximumSkewMs = 5 * 60_000
const lifetimeMs = 5 * 60_000

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64')

export interface SignedMessage {
  readonly text: string
  /** As base64; what the receipt may name. */
  readonly signatureValue: string
}

/** A key that may sign, with its certificate. */
export class Signer {
  readonly #key: KeyObject
  readonly #algorithm: string
  readonly certificate: X509Certificate

  /** @throws Error when key and certificate do not belong together, or are of a kind that peers would refuse */
  constructor({ certPem, keyPem }: SigningPair) {
    this.certificate = new X509Certificate(certPem)
    this.#key = createPrivateKey(keyPem)
    if (!this.certificate.checkPrivateKey(this.#key)) throw new Error('The signing key is not the certificate’s')
    const algorithm = algorithms.find(({ fits }) => fits(this.certificate.publicKey))
    if (algorithm === undefined) throw new Error('Signing takes RSA of 2048 bits or more, or ECDSA on P-256 or P-384')
    this.#algorithm = algorithm.uri
  }

  /** The same message with a signature, as `signed` makes it. */
  sign(message: string | Uint8Array, now: Date): string {
    return this.signed(message, now).text
  }

  /**
   * The same message with a signature. Nothing in it is written anew but the parts' ids.
   * @throws UnreadableXml for what is not an SSEK message, or has a security header already
   */
  signed(message: string | Uint8Array, now: Date): SignedMessage {
    using document = parseDocument(Buffer.from(message))
    const { root } = document
    const [header, body, more] = childElements(root)
    if (!is(root, soapNamespace, 'Envelope') || more !== undefined) throw new UnreadableXml('schema')
    if (header === undefined || !is(header, soapNamespace, 'Header')) throw new UnreadableXml('schema')
    if (body === undefined || !is(body, soapNamespace, 'Body')) throw new UnreadableXml('schema')
    const blocks = childElements(header)
    const [ssek, another] = blocks.filter((block) => is(block, ssekNamespace, 'SSEK'))
    if (ssek === undefined || another !== undefined) throw new UnreadableXml('schema')
    if (blocks.some((block) => is(block, wsseNamespace, 'Security'))) throw new UnreadableXml('schema')

    declare(root, wsuNamespace, 'wsu')
    declare(root, wsseNamespace, 'wsse')
    const timestamp = timestampText(newId('ts'), now)
    const references = [
      reference(timestamp.id, timestamp.text),
      ...[ssek, body].map((part) => {
        const id = newId(part === ssek ? 'ssek' : 'body')
        part.setAttr('Id', id, 'wsu')
        return reference(id, canonicalText(part))
      }),
    ]
    const block = header.addElement('Security', 'wsse')
    block.setAttr('mustUnderstand', '1', soapPrefix(root))
    // The finished text takes the place of this mark: what was signed is what is sent, to the letter.
    const mark = randomUUID()
    block.addText(mark)
    const { signatureValue, xml } = this.#security(timestamp.text, references)
    return { text: document.toString({ format: false }).replace(mark, () => xml), signatureValue }
  }

  #security(timestamp: string, references: readonly string[]): { signatureValue: string; xml: string } {
    const signedInfo =
      `<ds:SignedInfo xmlns:ds="${dsNamespace}">` +
      `<ds:CanonicalizationMethod Algorithm="${exclusiveC14n}"></ds:CanonicalizationMethod>` +
      `<ds:SignatureMethod Algorithm="${this.#algorithm}"></ds:SignatureMethod>` +
      `${references.join('')}</ds:SignedInfo>`
    const value = sign('sha256', Buffer.from(signedInfo), { key: this.#key, dsaEncoding }).toString('base64')
    const token = newId('cert')
    const xml =
      `<wsse:BinarySecurityToken EncodingType="${base64Encoding}" ValueType="${x509v3Token}" wsu:Id="${token}">` +
      `${this.certificate.raw.toString('base64')}</wsse:BinarySecurityToken>${timestamp}` +
      `<ds:Signature xmlns:ds="${dsNamespace}">${signedInfo}<ds:SignatureValue>${value}</ds:SignatureValue>` +
      `<ds:KeyInfo><wsse:SecurityTokenReference><wsse:Reference URI="#${token}" ValueType="${x509v3Token}"/>` +
      '</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature>'
    return { signatureValue: value, xml }
  }
}

/** Many programs declare the prefixes in every message. @throws UnreadableXml where one stands for something else */
function declare(root: XmlElement, namespace: string, prefix: string): void {
  const declared = root.nsDeclarations[prefix]
  if (declared === undefined) root.addNsDeclaration(namespace, prefix)
  else if (declared !== namespace) throw new UnreadableXml('schema', root.line)
}

const newId = (name: string): string => `${name}-${randomUUID()}`

function soapPrefix(root: XmlElement): string {
  if (root.prefix === '') throw new UnreadableXml('schema')
  return root.prefix
}

/** Written canonically, as is all that is signed and not parsed first. */
function timestampText(id: string, now: Date): { readonly id: string; readonly text: string } {
  const [created, expires] = [now, new Date(now.getTime() + lifetimeMs)].map((time) => time.toISOString())
  return {
    id,
    text:
      `<wsu:Timestamp xmlns:wsu="${wsuNamespace}" wsu:Id="${id}"><wsu:Created>${created ?? ''}</wsu:Created>` +
      `<wsu:Expires>${expires ?? ''}</wsu:Expires></wsu:Timestamp>`,
  }
}

const reference = (id: string, text: string): string =>
  `<ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="${exclusiveC14n}"></ds:Transform>` +
  `</ds:Transforms><ds:DigestMethod Algorithm="${sha256Digest}"></ds:DigestMethod>` +
  `<ds:DigestValue>${digestOf(text)}</ds:DigestValue></ds:Reference>`

export interface VerifiedMessage {
  /** Canonical text of the signed `ssek:SSEK`. */
  readonly ssek: string
  /** Canonical text of the signed `soap:Body`. */
  readonly body: string
  /** As base64; what a receipt may name as the signature it answers. */
  readonly signatureValue: string
}

/**
 * Checks the signature of a parsed message, and uses the document up: the texts that come back are what was signed, and
 * all that may be read.
 * @throws RejectedSignature
 */
export function verifySignature(document: XmlDocument, demand: SignatureDemand): VerifiedMessage {
  const parts = partsOf(document)
  const certificate = certificateIn(parts, demand)
  // Not proved yet, and used for nothing but the prefix lists: a list that is not the signed one gives another text.
  const said = readSignedInfo(parts.signedInfo)
  const textOf = (part: XmlElement): string => canonicalText(part, said.references.get(idOf(part))?.prefixes)
  const bodyId = idOf(parts.body)
  const body = textOf(parts.body)
  // libxml2 looks at every node of the document for each part, so the largest goes as soon as its text is taken.
  parts.body.remove()
  const signedInfoText = canonicalText(parts.signedInfo, said.prefixes)
  const signatureValue = base64In(parts.signatureValue)
  using signedInfo = parseDocument(Buffer.from(signedInfoText))
  const { algorithm, references } = readSignedInfo(signedInfo.root)
  if (!certificate.algorithms.includes(algorithm)) throw new RejectedSignature('The algorithm is not the key’s')
  const key = { key: certificate.publicKey, dsaEncoding } as const
  if (!verify('sha256', Buffer.from(signedInfoText), key, Buffer.from(signatureValue, 'base64'))) {
    throw new RejectedSignature('The signature is not right')
  }
  const timestamp = textOf(parts.timestamp)
  const ssek = textOf(parts.ssek)
  const signed = [
    [idOf(parts.timestamp), timestamp],
    [idOf(parts.ssek), ssek],
    [bodyId, body],
  ] as const
  if (signed.some(([id, text]) => references.get(id)?.digest !== digestOf(text))) {
    throw new RejectedSignature('A signed part was changed, or is none')
  }
  // Last, so that a wrong time is said only of a message that is right otherwise.
  checkTime(timestamp, demand.now)
  return { ssek, body, signatureValue }
}

interface Parts {
  readonly timestamp: XmlElement
  readonly ssek: XmlElement
  readonly body: XmlElement
  readonly token: XmlElement
  readonly signedInfo: XmlElement
  readonly signatureValue: XmlElement
  readonly keyInfo: XmlElement
}

/** Each of these stands once in a message, wherever one looks. */
const onlyOnce = ['wsse:Security', 'wsu:Timestamp', 'ds:Signature', 'ssek:SSEK', 'soap:Header', 'soap:Body']
/** Compiled once, and never freed: it is needed as long as the process lives. */
const counts = XmlXPath.compile(`concat(${onlyOnce.map((name) => `count(//${name})`).join(", ' ', ")})`, {
  wsse: wsseNamespace,
  wsu: wsuNamespace,
  ds: dsNamespace,
  ssek: ssekNamespace,
  soap: soapNamespace,
})
const eachOnce = onlyOnce.map(() => '1').join(' ')

/** Finds every part in its own place, and makes sure that no second one stands elsewhere. */
function partsOf(document: XmlDocument): Parts {
  if (document.eval(counts) !== eachOnce) {
    throw new RejectedSignature('A part of the signed message is missing or doubled')
  }
  const { root } = document
  if (!is(root, soapNamespace, 'Envelope')) throw new RejectedSignature('Not an envelope')
  const [header, body] = exactly(root, [soapNamespace, 'Header'], [soapNamespace, 'Body'])
  const ssek = childElements(header).find((block) => is(block, ssekNamespace, 'SSEK'))
  const security = childElements(header).find((block) => is(block, wsseNamespace, 'Security'))
  if (ssek === undefined || security === undefined) throw new RejectedSignature('A header is out of its place')
  const [token, timestamp, signature] = inAnyOrder(
    security,
    [wsseNamespace, 'BinarySecurityToken'],
    [wsuNamespace, 'Timestamp'],
    [dsNamespace, 'Signature'],
  )
  const [signedInfo, signatureValue, keyInfo] = exactly(
    signature,
    [dsNamespace, 'SignedInfo'],
    [dsNamespace, 'SignatureValue'],
    [dsNamespace, 'KeyInfo'],
  )
  refuseDoubledIds(document)
  return { timestamp, ssek, body, token, signedInfo, signatureValue, keyInfo }
}

type Name = readonly [namespace: string, name: string]
type Elements<Names extends readonly Name[]> = { readonly [K in keyof Names]: XmlElement }

/** The element's children: one of each name, and no others. */
function inAnyOrder<const Names extends readonly Name[]>(parent: XmlElement, ...names: Names): Elements<Names> {
  const children = childElements(parent)
  const isWhole = children.length === names.length
  return elementsFor(names, ([namespace, name]) =>
    isWhole ? children.find((child) => is(child, namespace, name)) : undefined,
  )
}

/** The same, in this order. */
function exactly<const Names extends readonly Name[]>(parent: XmlElement, ...names: Names): Elements<Names> {
  const children = childElements(parent)
  const isWhole = children.length === names.length
  return elementsFor(names, ([namespace, name], index) => {
    const child = children[index]
    return isWhole && child !== undefined && is(child, namespace, name) ? child : undefined
  })
}

function elementsFor<const Names extends readonly Name[]>(
  names: Names,
  find: (name: Name, index: number) => XmlElement | undefined,
): Elements<Names> {
  const found = names.map((name, index) => {
    const element = find(name, index)
    if (element === undefined) throw new RejectedSignature(`${name[1]} is missing, doubled or not alone`)
    return element
  })
  return found as { [K in keyof Names]: XmlElement }
}

/** All that anybody might take for an id. */
const idAttributes = XmlXPath.compile('//@*[translate(local-name(), "ID", "id") = "id"]')
const idForm = /^[\w.-]+$/

function refuseDoubledIds(document: XmlDocument): void {
  const ids = document.find(idAttributes).map(({ content }) => content)
  if (new Set(ids).size !== ids.length) throw new RejectedSignature('Two elements have the same id')
}

function idOf(part: XmlElement): string {
  const id = attributeOf(part, wsuNamespace, 'Id')
  if (id === null || !idForm.test(id)) throw new RejectedSignature('A signed part has no id, or an odd one')
  return id
}

const algorithmOf = (element: XmlElement): string | null => {
  // Parameters (XPath filters, a length of the digest) stand in children: there are none to accept.
  if (childElements(element).length > 0) throw new RejectedSignature('An algorithm with parameters')
  return attributeOf(element, '', 'Algorithm')
}

/** NCNames, and `#default` for the namespace without a prefix. */
const prefixForm = /^(?:#default|[\p{L}_][\p{L}\p{M}\p{N}._-]*)$/u
const maximumPrefixes = 50

/**
 * What makes the text that is digested: exclusive C14N and nothing else. Its one parameter is a list of prefixes, which
 * WSS4J sends with every message.
 * @returns the prefixes
 */
function exclusivePrefixes(element: XmlElement): readonly string[] {
  const [list, more] = childElements(element)
  if (attributeOf(element, '', 'Algorithm') !== exclusiveC14n) throw new RejectedSignature('Not exclusive C14N')
  if (list === undefined) return []
  const value = attributeOf(list, '', 'PrefixList')
  const isAlone = more === undefined && is(list, exclusiveC14n, 'InclusiveNamespaces') && list.attrs.length === 1
  if (!isAlone || value === null || list.content.trim() !== '' || childElements(list).length > 0) {
    throw new RejectedSignature('An algorithm with parameters')
  }
  const prefixes = value.split(/[ \t\r\n]+/).filter((prefix) => prefix !== '')
  if (prefixes.length > maximumPrefixes || !prefixes.every((prefix) => prefixForm.test(prefix))) {
    throw new RejectedSignature('A list of prefixes that is none')
  }
  return prefixes
}

interface Reference {
  readonly digest: string
  readonly prefixes: readonly string[]
}

interface SignedInfo {
  readonly algorithm: Algorithm
  readonly prefixes: readonly string[]
  /** By the id of the part. */
  readonly references: ReadonlyMap<string, Reference>
}

function readSignedInfo(signedInfo: XmlElement): SignedInfo {
  const [canonicalization, method, ...references] = exactly(
    signedInfo,
    [dsNamespace, 'CanonicalizationMethod'],
    [dsNamespace, 'SignatureMethod'],
    [dsNamespace, 'Reference'],
    [dsNamespace, 'Reference'],
    [dsNamespace, 'Reference'],
  )
  const uri = algorithmOf(method)
  const algorithm = algorithms.find((one) => one.uri === uri)
  if (algorithm === undefined) throw new RejectedSignature('Not an algorithm that we accept')
  const prefixes = exclusivePrefixes(canonicalization)
  return { algorithm, prefixes, references: new Map(references.map(readReference)) }
}

function readReference(element: XmlElement): [id: string, reference: Reference] {
  const [transforms, method, value] = exactly(
    element,
    [dsNamespace, 'Transforms'],
    [dsNamespace, 'DigestMethod'],
    [dsNamespace, 'DigestValue'],
  )
  const [transform] = exactly(transforms, [dsNamespace, 'Transform'])
  const prefixes = exclusivePrefixes(transform)
  if (algorithmOf(method) !== sha256Digest) throw new RejectedSignature('Not SHA-256')
  const uri = attributeOf(element, '', 'URI') ?? ''
  if (!uri.startsWith('#')) throw new RejectedSignature('A reference to nothing, or to elsewhere')
  return [uri.slice(1), { digest: base64In(value), prefixes }]
}

function base64In(element: XmlElement): string {
  const text = element.content.replace(/[ \t\r\n]+/g, '')
  if (childElements(element).length > 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
    throw new RejectedSignature(`${element.name} is not base64`)
  }
  return text
}

/** The token that the signature refers to: a certificate on file for the sender, valid now, not withdrawn. */
function certificateIn({ token, keyInfo }: Parts, demand: SignatureDemand): ReadCertificate {
  const [tokenReference] = exactly(keyInfo, [wsseNamespace, 'SecurityTokenReference'])
  const [direct] = exactly(tokenReference, [wsseNamespace, 'Reference'])
  const isTheToken =
    attributeOf(direct, '', 'URI') === `#${idOf(token)}` &&
    (attributeOf(direct, '', 'ValueType') ?? x509v3Token) === x509v3Token &&
    attributeOf(token, '', 'ValueType') === x509v3Token &&
    (attributeOf(token, '', 'EncodingType') ?? base64Encoding) === base64Encoding
  if (!isTheToken) throw new RejectedSignature('Not signed with the token of the message')
  const der = Buffer.from(base64In(token), 'base64')
  const sha256 = createHash('sha256').update(der).digest('hex')
  if (!demand.certificates.some((onFile) => onFile.use === 'signing' && onFile.sha256 === sha256)) {
    throw new RejectedSignature('Signed with a certificate that is not on file for the sender')
  }
  const read = readCertificates.get(sha256) ?? readCertificate(der)
  readCertificates.set(sha256, read)
  if (read.organisationNumber !== demand.organisationNumber) {
    throw new RejectedSignature('The signing certificate belongs to another organisation')
  }
  const now = demand.now.getTime()
  if (now < read.validFrom || now > read.validTo) {
    throw new RejectedSignature('The signing certificate is not valid today')
  }
  if (demand.isRevoked(read.certificate)) throw new RejectedSignature('The signing certificate is revoked')
  return read
}

interface ReadCertificate {
  readonly certificate: X509Certificate
  readonly publicKey: KeyObject
  /** That the key may be used with. */
  readonly algorithms: readonly Algorithm[]
  readonly organisationNumber: string | null
  /** Milliseconds, as of Date. */
  readonly validFrom: number
  readonly validTo: number
}

/** Those that are on file, by their fingerprint: they come with every message, and reading one is dear. */
const readCertificates = new Map<string, ReadCertificate>()

function readCertificate(der: Buffer): ReadCertificate {
  const certificate = new X509Certificate(der)
  const { publicKey } = certificate
  return {
    certificate,
    publicKey,
    algorithms: algorithms.filter(({ fits }) => fits(publicKey)),
    organisationNumber: organisationNumberIn(certificate),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
  }
}

const utcTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/

function checkTime(text: string, now: Date): void {
  using document = parseDocument(Buffer.from(text))
  const times = childElements(document.root)
  const [created, expires] = times.map((time) => {
    const value = time.content.trim()
    if (!utcTime.test(value) || Number.isNaN(Date.parse(value))) throw new RejectedSignature('Not a time in UTC')
    return Date.parse(value)
  })
  const isWhole = times.every((time, index) => is(time, wsuNamespace, index === 0 ? 'Created' : 'Expires'))
  if (created === undefined || times.length > 2 || !isWhole) throw new RejectedSignature('The timestamp is not whole')
  const isNow =
    Math.abs(now.getTime() - created) <= maximumSkewMs && (expires === undefined || expires >= now.getTime())
  if (!isNow) throw new RejectedSignature('The message is from another time than ours', { onlyTime: true })
}
