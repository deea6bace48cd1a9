/** The report of a run: as text for a reader, and as JSON for a program. */
import type { Agreement } from './agreement.ts'
import type { Exchange } from './attempt.ts'
import type { AdviceCode, Verdict } from './judgement.ts'
import type { Result } from './run.ts'
import type { ScenarioId } from './scenario.ts'
import { en } from './texts/en.ts'
import { sv } from './texts/sv.ts'
import type { Texts } from './texts/texts.ts'

export const languages = ['sv', 'en'] as const
export type Language = (typeof languages)[number]
const texts: Readonly<Record<Language, Texts>> = { sv, en }

/** Goes up when a field changes its meaning or goes away; new fields and codes may come without. */
const formatVersion = 1

/** `{name}` filled in; what has no value stays as it is. */
const filled = (template: string, details: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole))

function adviceIn({ advice }: Result, { advice: words, reasons }: Texts): string | null {
  if (advice === null) return null
  const { why, ...details } = advice.details
  return filled(words[advice.code], why === undefined ? details : { ...details, why: reasons[why] ?? why })
}

/** Where the message itself could not be had or read, what the scenario is about is not what has to change. */
const speakForThemselves: ReadonlySet<AdviceCode> = new Set([
  'connection-broken',
  'not-ssek',
  'bad-answer',
  'bad-element',
  'wrong-person',
  'wrong-transaction',
])

/** What to change; null where the finding says it all. */
function mendIn({ scenario, verdict, advice }: Result, { scenarios }: Texts): string | null {
  const isFinding = verdict === 'failed' || verdict === 'warning'
  return isFinding && advice !== null && !speakForThemselves.has(advice.code) ? scenarios[scenario].mend : null
}

type Counts = Readonly<Record<Verdict, number>>

export function countsOf(results: readonly Result[]): Counts {
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length
  return {
    passed: count('passed'),
    failed: count('failed'),
    warning: count('warning'),
    'not-applicable': count('not-applicable'),
  }
}

export interface Report {
  readonly agreement: Agreement
  readonly startedAt: Date
  readonly results: readonly Result[]
}

/** The report as a value for JSON; its form is described in docs/conformance.md. */
export function jsonReport({ agreement, startedAt, results }: Report, language: Language): object {
  const words = texts[language]
  const { endpoint: url, organisationNumber, vocabulary, flow, messageSecurity, adapter } = agreement.provider
  return {
    formatVersion,
    startedAt: startedAt.toISOString(),
    language,
    provider: { url, organisationNumber, mis: vocabulary.replace('mis-', ''), flow, messageSecurity, adapter },
    counts: countsOf(results),
    results: results.map((result) => {
      const { scenario, verdict, advice, exchanges } = result
      const { title, tried, expected } = words.scenarios[scenario]
      const [found, mend] = [adviceIn(result, words), mendIn(result, words)]
      return { scenario, verdict, advice, exchanges, text: { title, tried, expected, found, mend } }
    }),
  }
}

const spaced = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join(', ')

function exchangeLine(exchange: Exchange, words: Texts): string {
  const { sent, txId, signed, sentBytes, came, status, contentType, code, contracts, cameBytes, millis } = exchange
  const left = spaced([
    `${words.sent[sent]} ${txId}`,
    sent === 'push' ? null : signed ? words.signed : words.unsigned,
    sentBytes === null || sentBytes === 0 ? null : `${sentBytes} B`,
  ])
  const right = spaced([
    status === null ? null : `HTTP ${status}`,
    code === null ? words.came[came] : `${words.came[came]} ${code}`,
    contracts === null || contracts === 0 ? null : `${contracts} ${words.contracts}`,
    came === 'no-message' ? contentType : null,
    cameBytes === null ? null : `${cameBytes} B`,
    `${millis} ms`,
  ])
  return `${left} → ${right}`
}

const width = 110
const indent = 16

/** Breaks a paragraph into lines below each other, after the label. */
function paragraph(label: string, text: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + word.length + 1 > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  lines.push(line)
  return lines.map((each, index) => `  ${(index === 0 ? label : '').padEnd(indent - 2)}${each}`).join('\n')
}

function block(result: Result, words: Texts): string {
  const { title, tried, expected } = words.scenarios[result.scenario]
  const { labels } = words
  const mend = mendIn(result, words)
  return [
    `${words.verdicts[result.verdict]}  ${title}  [${result.scenario}]`,
    paragraph(labels.tried, tried),
    ...result.exchanges.map(
      (exchange, index) =>
        `  ${(index === 0 ? labels.exchange : '').padEnd(indent - 2)}${exchangeLine(exchange, words)}`,
    ),
    ...result.exchanges.flatMap(({ outline }) => (outline === null ? [] : [paragraph(labels.outline, outline)])),
    paragraph(labels.found, adviceIn(result, words) ?? ''),
    paragraph(labels.expected, expected),
    ...(mend === null ? [] : [paragraph(labels.mend, mend)]),
  ].join('\n')
}

const titles = (results: readonly Result[], { scenarios }: Texts): readonly string[] =>
  results.map(({ scenario }) => `  ${scenarios[scenario].title}  [${scenario}]`)

/** The gravest first; what passed, and what was not tried, by name alone. */
export function textReport({ agreement, startedAt, results }: Report, language: Language): string {
  const words = texts[language]
  const { provider } = agreement
  const of = (verdict: Verdict): readonly Result[] => results.filter((result) => result.verdict === verdict)
  const { 'not-applicable': outside, ...counts } = countsOf(results)
  const reasons = Object.entries(Object.groupBy(of('not-applicable'), (result) => adviceIn(result, words) ?? ''))
  const untried = reasons.map(([reason, results = []]) =>
    paragraph('', `${reason} [${results.map(({ scenario }) => scenario).join(', ')}]`),
  )
  const sections = [
    [
      `${words.heading}: ${provider.organisationNumber}, ${provider.endpoint}`,
      `MIS ${provider.vocabulary.replace('mis-', '')} · ${words.flows[provider.flow]} · ${words.security[provider.messageSecurity]} · ${startedAt.toISOString()}`,
    ].join('\n'),
    ...[...of('failed'), ...of('warning')].map((result) => block(result, words)),
    of('passed').length === 0 ? null : [words.verdicts.passed, ...titles(of('passed'), words)].join('\n'),
    untried.length === 0 ? null : [words.labels.outside, ...untried].join('\n'),
    filled(words.sum, { ...counts, outside }),
  ]
  return `${sections.filter((section) => section !== null).join('\n\n')}\n`
}

export const unreachableText = (url: string, code: string, language: Language): string =>
  filled(texts[language].unreachable, { url, code })

/** What a scenario is for, in one line. */
export const titleOf = (scenario: ScenarioId, language: Language): string => texts[language].scenarios[scenario].title
