/**
 * The choices as they stand in the address, so that a forecast can be bookmarked, sent to oneself and gone back to:
 * `?alder=67-3&marknad=lag&uttag=64-0.50&uttag=67-0.100&avtal=Ab3….65-0.120`.
 *
 * What cannot be read is told by the name of its part and left out; it never stops the page.
 */
import type {
  ChosenPayout,
  ChosenWithdrawal,
  ChosenWork,
  ForecastChoices,
  WithdrawalShare,
} from '#server/services/api/choices.ts'

/** The parts of the address. */
export const choiceParts = ['alder', 'marknad', 'pengar', 'lon', 'arbete', 'uttag', 'avtal'] as const
export type ChoicePart = (typeof choiceParts)[number]

export interface ReadChoices {
  readonly choices: ForecastChoices
  readonly unreadable: readonly ChoicePart[]
}

/** More would be no person's, only a burden. */
const longestList = 100
const highestAge = 130 * 12
const highestAmount = 10_000_000

/** 807 → "67-3" */
export const ageInAddress = (months: number): string => `${Math.floor(months / 12)}-${months % 12}`

/** "67-3" and "67" → 807, 804; null for what is no age. */
export function ageFromAddress(text: string): number | null {
  const found = /^(\d{1,3})(?:-(\d{1,2}))?$/.exec(text)
  if (found === null || Number(found[2] ?? 0) > 11) return null
  const months = Number(found[1]) * 12 + Number(found[2] ?? 0)
  return months <= highestAge ? months : null
}

function amountFromAddress(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,8}$/.test(text)) return null
  return Number(text) <= highestAmount ? Number(text) : null
}

const isShare = (percent: number): percent is WithdrawalShare => [0, 25, 50, 75, 100].includes(percent)

function workFrom(text: string): ChosenWork | null {
  const [from, to, salary, benefit, ...rest] = text.split('.')
  const read = {
    from: ageFromAddress(from ?? ''),
    to: ageFromAddress(to ?? ''),
    salary: amountFromAddress(salary),
    benefit: benefit === undefined ? 0 : amountFromAddress(benefit),
  }
  if (rest.length > 0 || read.from === null || read.to === null || read.salary === null || read.benefit === null) {
    return null
  }
  if (read.to <= read.from) return null
  return {
    from: read.from,
    to: read.to,
    salary: read.salary,
    ...(read.benefit > 0 && { benefit: read.benefit }),
  }
}

function withdrawalFrom(text: string): ChosenWithdrawal | null {
  const [from, percent, ...rest] = text.split('.')
  const age = ageFromAddress(from ?? '')
  const share = /^\d{1,3}$/.test(percent ?? '') ? Number(percent) : -1
  return rest.length === 0 && age !== null && isShare(share) ? { from: age, share } : null
}

function payoutFrom(text: string): readonly [string, ChosenPayout] | null {
  const [id, start = '', duration = '', ...rest] = text.split('.')
  if (id === undefined || !/^[\w-]{1,40}$/.test(id) || rest.length > 0) return null
  const age = start === '' ? undefined : ageFromAddress(start)
  const length = duration === '' ? undefined : duration === 'livet' ? 'lifelong' : amountFromAddress(duration)
  if (age === null || length === null || length === 0) return null
  return [id, { ...(age !== undefined && { start: age }), ...(length !== undefined && { duration: length }) }]
}

const inOrder = (spans: readonly ChosenWork[]): boolean =>
  spans.every((span, index) => index === 0 || span.from >= (spans[index - 1]?.to ?? 0))
const rising = (changes: readonly ChosenWithdrawal[]): boolean =>
  changes.every((change, index) => index === 0 || change.from > (changes[index - 1]?.from ?? 0))

export function readChoices(search: URLSearchParams): ReadChoices {
  const unreadable = new Set<ChoicePart>()
  const one = <T>(part: ChoicePart, read: (text: string) => T | null): T | undefined => {
    const text = search.get(part)
    if (text === null || text === '') return undefined
    const value = read(text)
    if (value === null) unreadable.add(part)
    return value ?? undefined
  }
  const all = <T>(part: ChoicePart, read: (text: string) => T | null, hold: (list: readonly T[]) => boolean): T[] => {
    const texts = search.getAll(part).filter((text) => text !== '')
    const values = texts.slice(0, longestList).map(read)
    const list = values.filter((value) => value !== null)
    if (list.length === texts.length && hold(list)) return list
    unreadable.add(part)
    return []
  }
  const age = one('alder', ageFromAddress)
  const market = one('marknad', (text) => (text === 'lag' ? 'low' : text === 'hog' ? 'high' : null))
  const money = one('pengar', (text) => (text === 'lopande' ? text : null))
  const salary = one('lon', amountFromAddress)
  const work = all('arbete', workFrom, inOrder)
  const withdrawal = all('uttag', withdrawalFrom, rising)
  const contracts = all('avtal', payoutFrom, () => true)
  return {
    choices: {
      ...(age !== undefined && { retirementAge: age }),
      ...(market !== undefined && { market }),
      ...(money !== undefined && { nominal: true }),
      ...(salary !== undefined && { salary }),
      ...(work.length > 0 && { work }),
      ...(withdrawal.length > 0 && { withdrawal }),
      ...(contracts.length > 0 && { contracts: Object.fromEntries(contracts) }),
    },
    unreadable: [...unreadable],
  }
}

/** The same choices give the same address. */
export function choicesInAddress(choices: ForecastChoices): URLSearchParams {
  const search = new URLSearchParams()
  const { retirementAge, market, nominal, salary, work = [], withdrawal = [], contracts = {} } = choices
  if (retirementAge !== undefined) search.set('alder', ageInAddress(retirementAge))
  if (market !== undefined) search.set('marknad', market === 'low' ? 'lag' : 'hog')
  if (nominal === true) search.set('pengar', 'lopande')
  if (salary !== undefined) search.set('lon', String(salary))
  for (const { from, to, salary: pay, benefit = 0 } of work) {
    const parts = [ageInAddress(from), ageInAddress(to), pay, ...(benefit > 0 ? [benefit] : [])]
    search.append('arbete', parts.join('.'))
  }
  for (const { from, share } of withdrawal) search.append('uttag', `${ageInAddress(from)}.${share}`)
  for (const [id, { start, duration }] of Object.entries(contracts).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const length = duration === 'lifelong' ? 'livet' : (duration ?? '')
    search.append('avtal', `${id}.${start === undefined ? '' : ageInAddress(start)}.${length}`)
  }
  return search
}

/** The same choices with one taken back. */
export const withoutChoice = (choices: ForecastChoices, part: keyof ForecastChoices): ForecastChoices =>
  Object.fromEntries(Object.entries(choices).filter(([name]) => name !== part))

/** `/prognos?alder=67-3` */
export function addressOf(path: string, choices: ForecastChoices): string {
  const search = choicesInAddress(choices).toString()
  return search === '' ? path : `${path}?${search}`
}
