/** Writing XML: small messages as text, every value escaped. */

import type { Spelling } from './spelling.ts'

/** XML text that is well formed already; nothing but `element` and the encoders make it. */
export type Xml = string & { readonly '#xml': true }

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

const escapeText = (text: string): string => text.replace(/[&<>"\r]/g, (character) => escapes[character] ?? character)

type Attributes = Readonly<Record<string, string>>
type Child = Xml | null

/** An element with children (`null` is left out); `element(name, [])` is an empty element. */
export function element(name: string, children: readonly Child[], attributes: Attributes = {}): Xml {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(value)}"`)
  const content = children.join('')
  return `<${name}${written.join('')}${content === '' ? '/>' : `>${content}</${name}>`}` as Xml
}

/** An element that holds a value. */
export const leaf = (name: string, value: string | number | boolean, attributes: Attributes = {}): Xml =>
  element(name, [escapeText(String(value)) as Xml], attributes)

/** The same elements with their names spelled in another way: in finished XML, `<` stands before names alone. */
export const spell = (xml: Xml, spelling: Spelling): Xml =>
  xml.replace(/(<\/?)([^\s/>]+)/g, (_, bracket: string, name: string) => bracket + spelling.write(name)) as Xml
