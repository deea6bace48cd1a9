/** Foreign codes: each is mapped in one table; one that no table knows is kept and shown, never guessed. */
import type { UnknownCode } from '#forecasting/model/holding.ts'
import type { XmlTree } from './xml/tree.ts'

export class CodeTable<T extends string> {
  /** Name of the field, as told in `UnknownCode`. */
  readonly field: string
  readonly #words: ReadonlyMap<string, T>
  readonly #codes: ReadonlyMap<T, string>

  constructor(field: string, codes: Readonly<Record<T, string>>) {
    this.field = field
    const pairs = Object.entries<string>(codes).map(([word, code]) => [word as T, code] as const)
    this.#codes = new Map(pairs)
    this.#words = new Map(pairs.map(([word, code]) => [code, word]))
  }

  word(code: string): T | null {
    return this.#words.get(code) ?? null
  }

  code(word: T): string {
    const code = this.#codes.get(word)
    if (code === undefined) throw new RangeError(`No code for ${word} in ${this.field}`)
    return code
  }
}

/** Reads the codes of one contract and remembers those it did not know. */
export class CodeReader {
  readonly unknown: UnknownCode[] = []

  /** @returns null when the code is not there or not known */
  read<T extends string>(table: CodeTable<T>, from: XmlTree, ...path: readonly string[]): T | null {
    const code = from.value(...path)
    if (code === null) return null
    const word = table.word(code)
    if (word === null) this.unknown.push({ field: table.field, code })
    return word
  }
}
