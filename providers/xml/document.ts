/**
 * Reading XML from the outside: parsed without entities or network, a DTD refused, checked against our own schemas
 * held in memory. What is read afterwards is the canonical text of the very element that was checked.
 */
import { readFileSync } from 'node:fs'
import type { XmlElement } from 'libxml2-wasm'
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlC14NMode,
  XmlLibError,
  xmlRegisterInputProvider,
  XmlXPath,
  XsdValidator,
} from 'libxml2-wasm'

/**
 * A message that cannot be read. Says where, never what: libxml2's own words quote the message, so they stay here.
 */
export class UnreadableXml extends Error {
  override readonly name = 'UnreadableXml'
  readonly reason: 'not-xml' | 'dtd' | 'schema' | 'value'
  readonly line: number | null

  constructor(reason: UnreadableXml['reason'], line: number | null = null) {
    super(`Unreadable XML (${reason}${line === null ? '' : `, line ${line}`})`)
    this.reason = reason
    this.line = line
  }
}

/** What each reason is called before those who wrote the message. */
export const unreadableReasons: Readonly<Record<UnreadableXml['reason'], string>> = {
  'not-xml': 'not well-formed XML, or not in the encoding that it declares',
  dtd: 'a document type (DTD)',
  schema: 'does not follow the schema',
  value: 'a value or a count that cannot be',
}

/** @returns null in place of what is not readable; all else that is thrown goes on */
export function unlessUnreadable<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof UnreadableXml) return null
    throw error
  }
}

const lineOf = (error: unknown): number | null =>
  error instanceof XmlLibError ? (error.details[0]?.line ?? null) : null

/** Canonical XML sorts an element's attributes in a time that grows with the square of their number. */
const maximumAttributes = 100
/** Compiled once, and never freed: it is needed as long as the process lives. */
const crowdedElement = XmlXPath.compile(`boolean(//@*[position() > ${maximumAttributes}])`)

/** Parses; the caller must dispose what it gets (`using`): an undisposed document is a leak outside the JS heap. */
export function parseDocument(bytes: Uint8Array): XmlDocument {
  let document: XmlDocument
  try {
    document = XmlDocument.fromBuffer(bytes)
  } catch (error) {
    throw new UnreadableXml('not-xml', lineOf(error))
  }
  // No parse option forbids a document type, so a document that has one is refused here.
  if (document.dtd !== null) {
    document.dispose()
    throw new UnreadableXml('dtd')
  }
  if (document.eval(crowdedElement) === true) {
    document.dispose()
    throw new UnreadableXml('schema')
  }
  return document
}

/**
 * Exclusive canonical XML of the element: comments gone, CDATA and references resolved, namespaces where used.
 * @param inclusivePrefixes of namespaces that are declared at the element even so; `#default` for the one without
 */
export const canonicalText = (element: XmlElement, inclusivePrefixes: readonly string[] = []): string =>
  // By a set of one: the element's own method makes an object of every node on the way, and takes twice as long.
  element.doc.canonicalizeToString({
    mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
    nodeSet: new Set([element]),
    ...(inclusivePrefixes.length > 0 && { inclusiveNamespacePrefixes: [...inclusivePrefixes] }),
  })

const root = new URL('../', import.meta.url)
/** Schemas are known to libxml2 by a name under this address, so that nothing is ever read from disk by name. */
const schemaAddress = 'schema:///'
let memory: XmlBufferInputProvider | null = null

function remember(file: string): Uint8Array {
  if (memory === null) {
    memory = new XmlBufferInputProvider({})
    xmlRegisterInputProvider(memory)
  }
  const bytes = readFileSync(new URL(file, root))
  memory.addBuffer(schemaAddress + file, bytes)
  return bytes
}

/** One of our schemas, compiled at first use and kept for the life of the process. */
export class Schema {
  readonly #file: string
  readonly #uses: readonly string[]
  #validator: XsdValidator | null = null

  /**
   * @param file path under providers/
   * @param uses the files that it includes or imports, directly or not
   */
  constructor(file: string, uses: readonly string[] = []) {
    this.#file = file
    this.#uses = uses
  }

  #compiled(): XsdValidator {
    if (this.#validator !== null) return this.#validator
    this.#uses.forEach(remember)
    using document = XmlDocument.fromBuffer(remember(this.#file), { url: schemaAddress + this.#file })
    this.#validator = XsdValidator.fromDoc(document)
    return this.#validator
  }

  /** @throws UnreadableXml when the element breaks the schema */
  check(element: XmlElement): void {
    try {
      this.#compiled().validate(element)
    } catch (error) {
      if (!(error instanceof XmlLibError)) throw error
      throw new UnreadableXml('schema', lineOf(error))
    }
  }
}
