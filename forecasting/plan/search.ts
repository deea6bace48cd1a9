/**
 * The search among payout plans. Where all combinations can be gone through, they are. Else by descent, first among
 * starts at whole years, then by quarters around what was found: one holding after the other takes what is best while
 * the others stay, then the heaviest take turns in pairs, until nothing makes the plan better. The same question
 * always gives the same answer.
 */
import type { Choosable, Contest, PayoutOption, Rank, Selection } from './contest.ts'
import { compareRanks, PlanBoard } from './contest.ts'

export interface Candidate {
  /** One per choosable holding, in their order. */
  readonly options: readonly PayoutOption[]
  readonly rank: Rank
}

interface Place {
  readonly selection: Selection
  readonly rank: Rank
}

/** So many combinations are gone through one by one. */
const combinationsGoneThrough = 4_000
/** Rounds over all holdings; descent ends by itself long before. */
const maximumRounds = 12
/** The holdings that are worth most are tried in pairs. */
const pairedHoldings = 5
/** Of the beginnings, as many are carried on. */
const carriedOn = 2
const keptNeighbours = 150
const aYear = 12

/** @returns candidates, best first; the first is the best that was found */
export function searchPlans(contest: Contest, goneThrough = combinationsGoneThrough): readonly Candidate[] {
  const combinations = contest.choosable.reduce((product, { options }) => product * options.length, 1)
  const found = combinations <= goneThrough ? everySelection(new PlanBoard(contest)) : descents(contest)
  return [...new Map(found.map((candidate) => [keyOf(candidate), candidate])).values()].sort(compareCandidates)
}

const lengthOf = ({ duration }: PayoutOption): number => (duration === 'lifelong' ? Infinity : duration.months)
const keyOf = ({ options }: Candidate): string =>
  options.map((option) => `${option.start}/${lengthOf(option)}`).join(' ')

/** By rank, then the earlier start and the longer payout. */
function compareCandidates(a: Candidate, b: Candidate): number {
  const order = compareRanks(a.rank, b.rank)
  if (order !== 0) return order
  for (const [index, option] of a.options.entries()) {
    const other = b.options[index]
    const difference = other === undefined ? 0 : earliest(option, other) || longest(option, other)
    if (difference !== 0) return difference
  }
  return 0
}

const candidateOf = ({ contest }: PlanBoard, { selection, rank }: Place): Candidate => ({
  options: contest.choosable.flatMap(({ options }, holding) => options[selection[holding] ?? 0] ?? []),
  rank,
})

function everySelection(board: PlanBoard): readonly Candidate[] {
  const { choosable } = board.contest
  const last = choosable.length - 1
  if (last < 0) return [{ options: [], rank: board.rankOf([]) }]
  const places = (selection: Selection): readonly Place[] =>
    selection.length < last
      ? Array.from(choosable[selection.length]?.options.keys() ?? []).flatMap((o) => places([...selection, o]))
      : board.ranksFor(last, selection).map((rank, option) => ({ selection: [...selection, option], rank }))
  return places([]).map((place) => candidateOf(board, place))
}

function descents(contest: Contest): readonly Candidate[] {
  const years = new PlanBoard({ ...contest, choosable: contest.choosable.map(atWholeYears) })
  const byRank = (a: Place, b: Place): number => compareRanks(a.rank, b.rank)
  const ends = seedsOf(years.contest)
    .map((seed) => descend(years, { selection: seed, rank: years.rankOf(seed) }))
    .sort(byRank)
    .slice(0, carriedOn)
    .map((place) => settle(years, place))
    .sort(byRank)
  const [best] = ends
  if (best === undefined) return []
  const around = candidateOf(years, best).options
  const quarters = new PlanBoard({ ...contest, choosable: contest.choosable.map((each, i) => nearby(each, around[i])) })
  const selection = quarters.contest.choosable.map(({ options }, i) => options.findIndex((each) => each === around[i]))
  const finest = settle(quarters, { selection, rank: quarters.rankOf(selection) })
  return [
    ...ends.map((end) => candidateOf(years, end)),
    candidateOf(quarters, finest),
    ...neighboursOf(quarters, finest),
    ...neighboursOf(years, best),
  ]
}

function atWholeYears({ id, options }: Choosable): Choosable {
  const first = options[0]?.start ?? 0
  return { id, options: options.filter(({ start }) => (start - first) % aYear === 0) }
}

const nearby = ({ id, options }: Choosable, around: PayoutOption | undefined): Choosable => ({
  id,
  options: options.filter(({ start }) => Math.abs(start - (around?.start ?? start)) <= aYear),
})

type Order = (a: PayoutOption, b: PayoutOption) => number
const earliest: Order = (a, b) => a.start - b.start
const latest: Order = (a, b) => b.start - a.start
const longest: Order = (a, b) => (lengthOf(a) === lengthOf(b) ? 0 : lengthOf(b) - lengthOf(a))
const shortest: Order = (a, b) => (lengthOf(a) === lengthOf(b) ? 0 : lengthOf(a) - lengthOf(b))

/** Everything at once for life, at once and short, late and for life, late and short. */
function seedsOf({ choosable }: Contest): readonly Selection[] {
  const seed = (...orders: readonly Order[]): Selection =>
    choosable.map(({ options }) => {
      const better = (a: PayoutOption, b: PayoutOption): boolean =>
        (orders.map((order) => order(a, b)).find((order) => order !== 0) ?? 0) < 0
      return options.reduce((best, option, index) => {
        const soFar = options[best]
        return soFar !== undefined && better(option, soFar) ? index : best
      }, 0)
    })
  return [seed(earliest, longest), seed(earliest, shortest), seed(latest, longest), seed(latest, shortest)]
}

/** Descends until neither a holding nor a pair of the heaviest can be bettered. */
function settle(board: PlanBoard, from: Place): Place {
  let place = from
  for (let round = 0; round < maximumRounds; round++) {
    const before = place.rank
    place = descendByPairs(board, descend(board, place))
    if (compareRanks(place.rank, before) >= 0) break
  }
  return place
}

function descend(board: PlanBoard, from: Place): Place {
  let { selection, rank } = from
  for (let round = 0; round < maximumRounds; round++) {
    const before = rank
    for (const holding of board.contest.choosable.keys()) {
      const best = board.bestFor(holding, selection, rank)
      selection = selection.with(holding, best.option)
      rank = best.rank
    }
    if (compareRanks(rank, before) >= 0) break
  }
  return { selection, rank }
}

function descendByPairs(board: PlanBoard, from: Place): Place {
  let { selection, rank } = from
  const heavy = heaviest(board.contest.choosable)
  for (const one of heavy) {
    for (const other of heavy) {
      if (one >= other) continue
      const best = board.bestForTwo(one, other, selection, rank)
      if (compareRanks(best.rank, rank) < 0) {
        selection = selection.with(one, best.options[0]).with(other, best.options[1])
        rank = best.rank
      }
    }
  }
  return { selection, rank }
}

function heaviest(choosable: readonly Choosable[]): readonly number[] {
  const weightOf = ({ options }: Choosable): number =>
    Math.max(0, ...options.flatMap(({ flows }) => flows.map(({ amount }) => amount)))
  const weights = choosable.map(weightOf)
  return [...choosable.keys()].sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b).slice(0, pairedHoldings)
}

/** The best of the plans that differ in one holding. */
function neighboursOf(board: PlanBoard, { selection }: Place): readonly Candidate[] {
  return Array.from(board.contest.choosable.keys())
    .flatMap((holding) =>
      board.ranksFor(holding, selection).map((rank, option) => ({ selection: selection.with(holding, option), rank })),
    )
    .sort((a, b) => compareRanks(a.rank, b.rank))
    .slice(0, keptNeighbours)
    .map((place) => candidateOf(board, place))
}
