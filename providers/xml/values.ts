/** Changing the values of a message in place, for adapters. */
import type { XmlElement } from 'libxml2-wasm'
import { XmlText } from 'libxml2-wasm'
import { ProviderError } from '../errors.ts'

/** More than 2,000 contracts with all their values. */
const maximumValues = 200_000

/**
 * Rewrites the values that `names` hold; other elements keep theirs, whatever they look like. So does a value that is
 * not one piece of text: nobody who writes numbers in a way of his own puts comments in them too.
 * @param sought a character that every such value has; values without it are not looked at. Never a quote
 * @param rewrite gives the value as it should be, or null to let it be
 */
export function rewriteValues(
  message: XmlElement,
  names: ReadonlySet<string>,
  sought: string,
  rewrite: (value: string) => string | null,
): void {
  const found = message.find(`.//text()[contains(., '${sought}')][count(../node()) = 1]`)
  if (found.length > maximumValues) throw new ProviderError('too-large', `More than ${maximumValues} values to adapt`)
  for (const node of found) {
    if (!(node instanceof XmlText) || !names.has(node.parent?.name ?? '')) continue
    const rewritten = rewrite(node.content.trim())
    if (rewritten !== null) node.content = rewritten
  }
}
