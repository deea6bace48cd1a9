/**
 * What came of mutants, that is faults planted one by one: how many the tests found, and a page of those they did not,
 * each with the reason why no test is missing. A person writes the reasons into the page; they stay from run to run.
 */

/** As in the report of Stryker (mutation-testing-report-schema). */
interface Mutant {
  readonly mutatorName: string
  readonly replacement?: string | undefined
  readonly status: string
  readonly location: { readonly start: Position; readonly end: Position }
}

interface Position {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
}

export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>
}

interface Outcome {
  /** Found: a test failed, or the mutant never ended. */
  readonly killed: number
  /** Not found, by any test or because no test runs the code. */
  readonly survived: number
  /** Killed of both, in percent. A mutant that no module can load is not counted. */
  readonly percent: number
  readonly page: string
  readonly withoutReason: number
}

const heading = `# Mutants of the rules that no test kills

\`npm run check:long -- --only mutants\` plants faults in every rule, one at a time, and writes this page; the share that the tests find is in [checks.md](checks.md). The reasons are written by hand, here, and stay as long as the line and the change do. A row without a reason fails the check: write a test, make the code simpler, or write why neither is right.

- *Equivalent*: the change gives the same result for all input that there is.
- *Cannot happen*: asked for by the type checker only.
- *Spares work*: a kept result or an early return; without it the result is the same.

| File | In | Line | Change | Reason |
|---|---|---|---|---|
`
const longestText = 120

/**
 * @param earlier the page as it is, whose reasons are kept
 * @throws Error for a report without a mutant, of which no share can be told
 */
export function judgeMutants(report: MutationReport, earlier: string): Outcome {
  const files = Object.entries(report.files).sort(([a], [b]) => a.localeCompare(b, 'en'))
  const mutants = files.flatMap(([file, { source, mutants: ofFile }]) =>
    [...ofFile].sort(byPlace).map((mutant) => ({ file, source, mutant })),
  )
  const count = (...statuses: string[]) => mutants.filter(({ mutant }) => statuses.includes(mutant.status)).length
  const [killed, survived] = [count('Killed', 'Timeout'), count('Survived', 'NoCoverage')]
  if (killed + survived === 0) throw new Error('Not one mutant was tried')
  const reasons = reasonsIn(earlier)
  const rows = mutants
    .filter(({ mutant }) => mutant.status === 'Survived' || mutant.status === 'NoCoverage')
    .map(({ file, source, mutant }) => cellsOf(file, source, mutant).join(' | '))
  return {
    killed,
    survived,
    percent: (100 * killed) / (killed + survived),
    page: `${heading}${rows.map((row) => `| ${row} | ${reasons.get(row) ?? ''} |\n`).join('')}`,
    withoutReason: rows.filter((row) => (reasons.get(row) ?? '') === '').length,
  }
}

const byPlace = ({ location: { start: a } }: Mutant, { location: { start: b } }: Mutant): number =>
  a.line - b.line || a.column - b.column

/** By the other cells of the row. */
function reasonsIn(page: string): ReadonlyMap<string, string> {
  const rows = page.split('\n').filter((line) => line.startsWith('| forecasting/'))
  return new Map(
    rows.map((row) => {
      const cells = row.slice('| '.length, -' |'.length).split(' | ')
      return [cells.slice(0, -1).join(' | '), cells.at(-1)?.trim() ?? '']
    }),
  )
}

/** No line's number among them: it changes with every line above. */
function cellsOf(file: string, source: string, { location, mutatorName, replacement }: Mutant): readonly string[] {
  const { start, end } = location
  const lines = source.split('\n')
  const covered = lines.slice(start.line - 1, end.line)
  const tail = (covered.at(-1) ?? '').length - (end.column - 1)
  const whole = covered.join('\n')
  const mutated = whole.slice(start.column - 1, whole.length - tail)
  const declared = lines.slice(0, start.line).flatMap((line) => topLevel.exec(line)?.[1] ?? [])
  return [
    file,
    code(declared.at(-1) ?? ''),
    code(lines[start.line - 1] ?? ''),
    `${code(mutated)} → ${replacement === undefined ? mutatorName : code(replacement)}`,
  ]
}

const topLevel = /^(?:export )?(?:function|const|class) (\w+)/

/** As a span of code within a cell of a table. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const short = line.length > longestText ? `${line.slice(0, longestText)}…` : line
  if (short === '') return 'nothing'
  const fence = short.includes('`') ? '``' : '`'
  return `${fence}${short.replaceAll('|', '\\|')}${fence}`
}
