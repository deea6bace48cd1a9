/**
 * Every figure of law, agreement and standard as one Markdown document, for an actuary to sign:
 * `npm run -s parameters > parameters.md`.
 */

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AnyParameter, DatedFigure, Origin, TableParameter } from '#forecasting/parameters/parameter.ts'

const folder = join(import.meta.dirname, '..', 'forecasting', 'parameters')

export interface NamedParameter {
  /** As it stands in code. */
  readonly identifier: string
  readonly parameter: AnyParameter
}

export async function allParameters(): Promise<readonly NamedParameter[]> {
  const files = readdirSync(folder).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'parameter.ts',
  )
  const modules = await Promise.all(
    files.map(async (name) => (await import(pathToFileURL(join(folder, name)).href)) as Record<string, AnyParameter>),
  )
  return modules
    .flatMap((exports) => Object.entries(exports).map(([identifier, parameter]) => ({ identifier, parameter })))
    .sort((a, b) => a.parameter.term.localeCompare(b.parameter.term, 'sv'))
}

type Cell = string | number
const table = (heads: readonly Cell[], rows: readonly (readonly Cell[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const originOf = ({ status, source }: Origin): readonly Cell[] => [status, source]
const originHeads = ['status', 'source']

/** Years with one and the same figure and origin stand on one line, from the first to the last. */
function datedRows(figures: readonly DatedFigure<string>[], holds: 'until-changed' | 'one-year'): readonly Cell[][] {
  const runs: { readonly first: DatedFigure<string>; last: DatedFigure<string> }[] = []
  for (const figure of figures) {
    const run = runs.at(-1)
    const isSame =
      holds === 'one-year' &&
      run?.last.value.eq(figure.value) === true &&
      run.last.status === figure.status &&
      run.last.source === figure.source
    if (isSame) run.last = figure
    else runs.push({ first: figure, last: figure })
  }
  return runs.map(({ first, last }) => [
    first === last ? first.from : `${first.from} to ${last.from}`,
    first.value.toFixed(),
    ...originOf(first),
  ])
}

/** Figures by cohort or year in lines and by age in columns. */
function byAge(
  head: string,
  rows: readonly (Origin & { readonly line: Cell; readonly firstAge: number; readonly values: readonly number[] })[],
): string {
  const first = Math.min(...rows.map(({ firstAge }) => firstAge))
  const last = Math.max(...rows.map(({ firstAge, values }) => firstAge + values.length - 1))
  const ages = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  return table(
    [head, ...ages, ...originHeads],
    rows.map((row) => [row.line, ...ages.map((age) => row.values[age - row.firstAge] ?? ''), ...originOf(row)]),
  )
}

const asTable = ({ rows }: TableParameter): string =>
  byAge(
    'born from',
    rows.map((row) => ({ ...row, line: row.bornFrom })),
  )

/** The values of one parameter. */
function valuesOf(parameter: AnyParameter): string {
  switch (parameter.kind) {
    case 'dated':
      return table(['from', 'value', ...originHeads], datedRows(parameter.values, parameter.holds))
    case 'cohort':
      return table(
        ['born from', 'value', ...originHeads],
        parameter.values.map((row) => [row.bornFrom, row.value.toFixed(), ...originOf(row)]),
      )
    case 'table':
      return asTable(parameter)
    case 'grid':
      return byAge(
        'year',
        parameter.rows.map((row) => ({ ...row, line: row.year })),
      )
    case 'agreement':
      return table(
        ['agreement', 'from', 'value', ...originHeads],
        Object.entries(parameter.values).flatMap(([agreement, figures]) =>
          datedRows(figures, 'until-changed').map((cells) => [agreement, ...cells]),
        ),
      )
    case 'mortality':
      return table(
        ['born from', 'a', 'b', 'c', 'straight from age', 'slope', ...originHeads],
        parameter.rows.map((row) => [row.bornFrom, row.a, row.b, row.c, row.linearFrom, row.slope, ...originOf(row)]),
      )
    case 'curve':
      return table(
        ['year', 'a', 'b', 'c', 'k', ...originHeads],
        parameter.rows.map((row) => [row.year, row.a, row.b, row.c, row.k, ...originOf(row)]),
      )
    case 'brackets':
      return table(
        ['from', 'up to', 'constant', 'slope', ...originHeads],
        parameter.rows.flatMap((row) =>
          row.pieces.map(({ upTo, constant, slope }) => [
            row.from,
            upTo?.toFixed() ?? 'without end',
            constant.toFixed(),
            slope.toFixed(),
            ...originOf(row),
          ]),
        ),
      )
    case 'bands':
      return table(
        ['born from', ...parameter.limits.map((limit) => `to ${limit} inkomstbasbelopp`), ...originHeads],
        parameter.rows.map((row) => [row.bornFrom, ...row.shares.map((share) => share.toFixed()), ...originOf(row)]),
      )
    case 'premium':
      return table(
        ['years', 'ages', 'born', `to ${parameter.limit} inkomstbasbelopp`, 'above', 'pay counted to', ...originHeads],
        parameter.rows.map((row) => [
          `${row.from} to ${row.to === 9999 ? '…' : row.to}`,
          `${row.ageFrom} to ${row.ageTo}`,
          row.bornFrom === undefined && row.bornTo === undefined
            ? 'all'
            : `${row.bornFrom ?? ''} to ${row.bornTo ?? ''}`,
          [row.low, ...(row.within ?? []).map((part) => `${part.low} from month ${part.fromMonth}`)].join('; '),
          [row.high, ...(row.within ?? []).map((part) => `${part.high} from month ${part.fromMonth}`)].join('; '),
          row.payCap ?? 'all',
          ...originOf(row),
        ]),
      )
    case 'municipality':
      return table(
        ['from', 'code', 'municipality', 'value', ...originHeads],
        parameter.rows.flatMap((row, i) =>
          row.rates === parameter.rows[i - 1]?.rates
            ? [[row.from, '', 'all', 'as before', ...originOf(row)]]
            : row.rates.map((rate) => [row.from, rate.code, rate.name, rate.value.toFixed(), ...originOf(row)]),
        ),
      )
  }
}

const holdsOf = (parameter: AnyParameter): string =>
  parameter.kind === 'dated'
    ? parameter.holds === 'one-year'
      ? 'each for its year alone'
      : 'until changed'
    : 'until changed'

const sectionOf = ({ identifier, parameter }: NamedParameter): string =>
  [
    `## ${parameter.term}`,
    `${parameter.english} · unit: ${parameter.unit} · holds: ${holdsOf(parameter)} · in code: \`${identifier}\``,
    valuesOf(parameter),
  ].join('\n\n')

export const parametersDocument = (parameters: readonly NamedParameter[]): string =>
  [
    '# Figures of law, agreements and standards',
    `${parameters.length} figures. \`decided\` by law or agreement; \`derived\` by us from decided figures, the arithmetic in the source; \`projected\` by an authority’s forecast or held constant; \`assumed\` by us. Each is to be read against its source.`,
    ...parameters.map(sectionOf),
    '## Signature',
    table(
      ['', ''],
      ['Read by', 'Title', 'Remarks', 'Place and date', 'Signature'].map((line) => [line, '']),
    ),
    '',
  ].join('\n\n')

if (import.meta.main) console.log(parametersDocument(await allParameters()))
