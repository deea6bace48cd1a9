/**
 * Where one provider departs from the profile: a small change of its message before shared code reads it. The register
 * says which provider needs which (`adapter`), so that shared code never asks who it is talking to.
 *
 * The stored original is always what came. A signature is verified after `bytes` and before the rest: what it covers is
 * the message that the provider sent.
 */
import type { XmlElement } from 'libxml2-wasm'
import type { Flow } from './pension-source.ts'
import type { SsekHeader } from './ssek/envelope.ts'

export interface Adapter {
  /** What this provider does, since when we know, and why it is safe to read on. For people. */
  readonly reason: string
  /** How a provider that needs it may answer. */
  readonly flows: readonly Flow[]
  /** Before parsing: the encoding. */
  readonly bytes: (bytes: Uint8Array) => Uint8Array
  /** The header as it should have been. @param asked the TxId of the question */
  readonly header: (header: SsekHeader, asked: { readonly txId: string }) => SsekHeader
  /**
   * The body's element as it should have been: another one, or the same with its values changed in place.
   * @throws UnreadableXml, ProviderError
   */
  readonly content: (element: XmlElement) => XmlElement
}

/** An adapter that changes what is given, and nothing else. */
export const adapter = (changes: Pick<Adapter, 'reason'> & Partial<Adapter>): Adapter => ({
  flows: ['sync', 'push', 'pull'],
  bytes: (bytes) => bytes,
  header: (header) => header,
  content: (element) => element,
  ...changes,
})
