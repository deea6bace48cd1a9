/** What a message that could not be used is made of, for its developer to know it by: names of elements, and no values. */
import { Parser } from 'xml2js'

/** The envelope, its parts, the message and what stands at once below it. */
const levels = 4
const namesPerLevel = 12
/** Bytes. Of a larger one the outline would tell little, and a hostile one would take long. */
const longest = 256 * 1024

/** Nothing that could be a number of somebody passes for a name. */
const isName = (name: string): boolean => /^[A-Za-z][\w.:-]{0,59}$/.test(name) && !/\d{6}/.test(name)

/** @param element as xml2js gives it: text, or lists of elements by their names */
function below(element: unknown, depth: number): string {
  if (typeof element !== 'object' || element === null || depth === 0) return ''
  const names = Object.entries(element).filter(([name]) => isName(name))
  const told = names.slice(0, namesPerLevel).map(([name, same]: [string, unknown]) => {
    const elements: readonly unknown[] = Array.isArray(same) ? same : [same]
    return `${name}${elements.length > 1 ? ` ×${elements.length}` : ''}${below(elements[0], depth - 1)}`
  })
  if (names.length > namesPerLevel) told.push('…')
  if (told.length === 0) return ''
  return told.length === 1 ? ` > ${told.join('')}` : ` > (${told.join(', ')})`
}

/** `soap:Envelope > (soap:Header > ssek:SSEK > …, soap:Body > …)`; null of what is no XML, or is too long */
export function outlineOf(bytes: Uint8Array): string | null {
  if (bytes.length > longest) return null
  let outline = ''
  new Parser({ ignoreAttrs: true, async: false }).parseString(Buffer.from(bytes).toString(), (error, root: unknown) => {
    if (error === null && root !== null) outline = below(root, levels).replace(/^ > /, '')
  })
  return outline === '' ? null : outline
}
