/** What an extract holds, whatever form it is written in. */
import type { HeldLeaf, HeldRow, HeldValue, SaverTableName } from '#server/db/saver-tables.ts'
import type { Language } from '#server/services/api.ts'

export interface HeldTable {
  readonly table: SaverTableName
  readonly rows: readonly HeldRow[]
}

export interface Extract {
  /** A moment as ISO text. */
  readonly madeAt: string
  readonly language: Language
  readonly tables: readonly HeldTable[]
}

export interface Leaf {
  /** `capital.value`, `payments.0.monthly` */
  readonly path: string
  readonly value: HeldLeaf
}

/** Every value with the way to it; empty lists and objects too, for "nothing" is told as well. */
export function leavesOf(value: HeldValue, path: string): readonly Leaf[] {
  if (value === null || typeof value !== 'object' || value instanceof Date) return [{ path, value }]
  const parts = Object.entries(value)
  if (parts.length === 0) return [{ path, value: null }]
  return parts.flatMap(([name, part]) => leavesOf(part, path === '' ? name : `${path}.${name}`))
}

/** As programs read it: moments as ISO texts, and nothing as nothing. */
export const textOf = (value: HeldLeaf): string =>
  value === null ? '' : value instanceof Date ? value.toISOString() : String(value)
