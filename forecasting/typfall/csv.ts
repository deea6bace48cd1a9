/** The model's files as text: rows of typfall with or without results. */
import { Dec } from '../model/quantity.ts'
import { resultHeaders } from './columns.ts'
import type { InputField, TypfallInput } from './input.ts'
import { inputFields, readTypfallInput, TypfallInputError } from './input.ts'

/** The file cannot be read. The message names the line, and the field where it is one. */
export class TypfallFileError extends Error {
  override readonly name = 'TypfallFileError'
}

export interface TypfallRow {
  readonly line: number
  readonly input: TypfallInput
  /** The ten input fields as the file has them. */
  readonly inputTexts: readonly string[]
  /** The file's own results, in the order of the header; null where it has none. */
  readonly expected: readonly (Dec | null)[]
}

const cellsOf = (line: string): readonly string[] =>
  line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))

/** @throws TypfallFileError */
export function readTypfallFile(text: string): readonly TypfallRow[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const numbered = lines
    .map((content, i) => ({ line: i + 1, content }))
    .filter(({ content }) => content.trim() !== '' && !content.startsWith('#'))
  const [header, ...rows] = numbered
  if (header === undefined) throw new TypfallFileError('line 1: the file is empty')
  const places = placesOf(cellsOf(header.content), header.line)
  return rows.map(({ line, content }) => readRow(cellsOf(content), line, places))
}

interface Places {
  readonly width: number
  readonly inputs: readonly (readonly [field: InputField, place: number])[]
  readonly results: readonly number[]
}

function placesOf(headers: readonly string[], line: number): Places {
  const unknown = headers.find((header) => ![...inputFields, ...resultHeaders].includes(header))
  if (unknown !== undefined) throw new TypfallFileError(`line ${line}: ${JSON.stringify(unknown)} is not a column`)
  const twice = headers.find((header, i) => headers.indexOf(header) !== i)
  if (twice !== undefined) throw new TypfallFileError(`line ${line}: ${twice}: stands twice`)
  const inputs = inputFields.map((field) => {
    const place = headers.indexOf(field)
    if (place === -1) throw new TypfallFileError(`line ${line}: ${field}: the column is missing`)
    return [field, place] as const
  })
  return { width: headers.length, inputs, results: resultHeaders.map((header) => headers.indexOf(header)) }
}

function readRow(cells: readonly string[], line: number, places: Places): TypfallRow {
  if (cells.length !== places.width) {
    const fewer = cells.length < places.inputs.length || cells.length > places.width
    if (fewer) throw new TypfallFileError(`line ${line}: ${cells.length} fields, the header has ${places.width}`)
  }
  const texts = places.inputs.map(([field, place]) => [field, cells[place] ?? ''] as const)
  try {
    const input = readTypfallInput(Object.fromEntries(texts) as Record<InputField, string>)
    return {
      line,
      input,
      inputTexts: texts.map(([, text]) => text),
      expected: places.results.map((place, i) => readResult(cells[place] ?? '', resultHeaders[i] ?? '')),
    }
  } catch (error) {
    if (error instanceof TypfallInputError) throw new TypfallFileError(`line ${line}: ${error.message}`)
    throw error
  }
}

function readResult(text: string, header: string): Dec | null {
  if (text === '') return null
  if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    throw new TypfallInputError(header, `${JSON.stringify(text)} is not a number`)
  }
  return new Dec(text.replace(/\.(?=$|e)/i, ''))
}
