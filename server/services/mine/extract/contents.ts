/** What an extract holds, whatever form it is written in. */
import type { HeldRow, HeldValue, SaverTableName } from '#server/db/saver-tables.ts'
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
  readonly text: string
}

/** Every value with the way to it; empty lists and objects too, for "nothing" is told as well. */
export function leavesOf(value: HeldValue, path: string): readonly Leaf[] {
  if (value === null) return [{ path, text: '' }]
  if (typeof value !== 'object') return [{ path, text: String(value) }]
  const parts = Object.entries(value)
  if (parts.length === 0) return [{ path, text: '' }]
  return parts.flatMap(([name, part]) => leavesOf(part, path === '' ? name : `${path}.${name}`))
}
