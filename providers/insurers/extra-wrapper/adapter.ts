/** The message one level down. */
import type { XmlTreeNode } from 'libxml2-wasm'
import { XmlElement } from 'libxml2-wasm'
import { adapter } from '../../adapter.ts'
import { UnreadableXml } from '../../xml/document.ts'

const wrapper = 'hamtaForsakringarSvar'

export const extraWrapper = adapter({
  reason:
    'The provider’s SOAP toolkit puts the message in an element named after the operation. The wrapper must hold one ' +
    'element and no more, so that nobody can choose which of two is read.',
  content(element) {
    if (element.name !== wrapper) return element
    const held: XmlElement[] = []
    for (let node: XmlTreeNode | null = element.firstChild; node !== null; node = node.next) {
      if (node instanceof XmlElement) held.push(node)
      if (held.length > 1) break
    }
    const [message, ...more] = held
    if (message === undefined || more.length > 0) throw new UnreadableXml('schema')
    return message
  },
})
