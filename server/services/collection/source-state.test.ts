import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NewestAnswer, NewestQuestion, Outcome, SourceFacts } from './source-state.ts'
import { countSources, sourceState, wordOf } from './source-state.ts'

const now = new Date('2026-11-22T10:00:00Z')
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 24 * 3600 * 1000)
const provider = { id: 'nordfjall-liv', name: 'Nordfjäll Liv', kind: 'insurer' } as const

const asked = (outcome: Outcome, closedUntil: Date | null = null): NewestQuestion => ({
  outcome,
  errorCode: outcome === 'failed' ? 'timeout' : null,
  closedUntil,
})
const opens = new Date('2026-11-23T05:00:00Z')
const figures = (over: Partial<NewestAnswer> = {}): NewestAnswer => ({
  kind: 'answered',
  answeredAt: daysAgo(0),
  ofNewestCollection: true,
  heldBefore: true,
  holdingCount: 2,
  ...over,
})
const olderFigures = figures({ answeredAt: daysAgo(12), ofNewestCollection: false })
const nothing = figures({ kind: 'nothing-held', heldBefore: false, holdingCount: 0 })
const olderNothing = { ...nothing, answeredAt: daysAgo(12), ofNewestCollection: false }

describe('the word of a source', () => {
  it.each([
    ['answered', asked('answered'), figures(), 'answered', null],
    [
      'answered in a collection of earlier',
      asked('answered'),
      figures({ answeredAt: daysAgo(20) }),
      'answered',
      '2026-11-02',
    ],
    ['nothing held, never did', asked('nothing-held'), nothing, 'nothing-held', null],
    ['nothing held any more', asked('nothing-held'), { ...nothing, heldBefore: true }, 'no-longer-held', null],
    ['waiting, nothing older', asked('waiting'), null, 'waiting', null],
    ['waiting, older figures', asked('waiting'), olderFigures, 'stored', '2026-11-10'],
    ['waiting, held nothing before', asked('waiting'), olderNothing, 'waiting', null],
    ['closed, nothing older', asked('waiting', opens), null, 'closed', null],
    ['closed, older figures', asked('waiting', opens), olderFigures, 'stored', '2026-11-10'],
    ['closed for too long to be waited for', asked('failed', opens), null, 'failed', null],
    ['failed, nothing older', asked('failed'), null, 'failed', null],
    ['failed, older figures', asked('failed'), olderFigures, 'stored', '2026-11-10'],
    ['failed, held nothing before', asked('failed'), olderNothing, 'failed', null],
    ['disconnected', asked('disconnected'), null, 'disconnected', null],
    ['disconnected, older figures', asked('disconnected'), olderFigures, 'disconnected', '2026-11-10'],
    ['registered since', null, null, 'disconnected', null],
  ] as const)('%s', (_case, question, answer, word, figuresFrom) => {
    const state = sourceState({ provider, question, answer }, now)
    expect(state).toMatchObject({ word, figuresFrom })
    expect(state.fault).toBe(question?.outcome === 'failed' ? 'timeout' : null)
  })

  it('says the day in Sweden, not in Greenwich', () => {
    const late = { ...olderFigures, answeredAt: new Date('2026-11-09T23:30:00Z') }
    expect(sourceState({ provider, question: asked('failed'), answer: late }, now).figuresFrom).toBe('2026-11-10')
  })

  it.each([
    ['2026-11-22T05:00:00Z', { time: '06:00', day: '2026-11-23' }],
    ['2026-11-22T05:00:01Z', { time: '06:00', day: null }],
  ])('says until when the source is closed, and the day when it is a day away: %s', (at, closedUntil) => {
    for (const answer of [null, olderFigures]) {
      const facts = { provider, question: asked('waiting', opens), answer }
      expect(sourceState(facts, new Date(at))).toMatchObject({ closedUntil })
    }
    expect(sourceState({ provider, question: asked('waiting'), answer: null }, now).closedUntil).toBeNull()
  })
})

const anyAnswer: fc.Arbitrary<NewestAnswer | null> = fc.option(
  fc.record({
    kind: fc.constantFrom('answered', 'nothing-held'),
    answeredAt: fc.integer({ min: 0, max: 90 }).map(daysAgo),
    ofNewestCollection: fc.boolean(),
    heldBefore: fc.boolean(),
    holdingCount: fc.nat(9),
  }),
)
const anyQuestion: fc.Arbitrary<NewestQuestion | null> = fc.option(
  fc
    .constantFrom<Outcome[]>('waiting', 'answered', 'nothing-held', 'failed', 'disconnected')
    .map((outcome) => asked(outcome)),
)

describe('what never happens', () => {
  it('a failure, a wait or a closed door never looks like "nothing held"', () => {
    fc.assert(
      fc.property(anyQuestion, anyAnswer, (question, answer) => {
        const word = wordOf({ question, answer })
        const saidNothing = word === 'nothing-held' || word === 'no-longer-held'
        expect(saidNothing).toBe(question?.outcome === 'nothing-held')
      }),
    )
  })

  it('older figures never look like figures of this collection', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        for (const outcome of ['waiting', 'failed', 'disconnected'] as const) {
          expect(wordOf({ question: asked(outcome), answer })).not.toBe('answered')
        }
      }),
    )
  })
})

describe('x av y källor', () => {
  const source = (answer: NewestAnswer | null): SourceFacts => ({ provider, question: null, answer })

  it('counts every registered source, answers of at most 30 days, and older figures apart', () => {
    const sources = [
      source(figures()),
      source(nothing),
      source(figures({ answeredAt: daysAgo(30) })),
      source(figures({ answeredAt: daysAgo(31), ofNewestCollection: false })),
      source({ ...nothing, answeredAt: daysAgo(31) }),
      source(null),
    ]
    expect(countSources(sources, now)).toEqual({ answered: 3, of: 6, older: 1 })
  })

  it('never counts more than there are', () => {
    fc.assert(
      fc.property(fc.array(anyAnswer, { maxLength: 40 }), (answers) => {
        const count = countSources(answers.map(source), now)
        expect(count.answered + count.older).toBeLessThanOrEqual(count.of)
      }),
    )
  })
})
