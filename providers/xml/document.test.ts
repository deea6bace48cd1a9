import { expect, test } from 'vitest'
import { parseDocument, UnreadableXml } from './document.ts'

const withAttributes = (count: number): Buffer =>
  Buffer.from(`<x><y ${Array.from({ length: count }, (_, index) => `a${index}="1"`).join(' ')}/></x>`)

test('an element of more than a hundred attributes is refused before anything sorts them', () => {
  using document = parseDocument(withAttributes(100))
  expect(document.root.name).toBe('x')
  expect(() => parseDocument(withAttributes(101))).toThrow(UnreadableXml)
})
