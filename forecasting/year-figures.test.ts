import { expect, test } from 'vitest'
import { prisbasbelopp } from './parameters/prisbasbelopp.ts'
import { missingFiguresOf } from './year-figures.ts'

test('no figure of 2026 is missing, and every one of a year that nobody has decided on', () => {
  expect(missingFiguresOf(2026)).toEqual([])
  expect(missingFiguresOf(2099)).toHaveLength(13)
  expect(missingFiguresOf(2099)).toContain('kommunalskatt per kommun')
})

test('a figure is missing from the year after the last that is decided', () => {
  const last = Number(prisbasbelopp.values.findLast(({ status }) => status === 'decided')?.from.slice(0, 4))
  expect(missingFiguresOf(last)).not.toContain('prisbasbelopp')
  expect(missingFiguresOf(last + 1)).toContain('prisbasbelopp')
})
