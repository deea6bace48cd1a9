/**
 * What every provider must do, whoever plays it: one suite of scenarios for any `PensionSource`. It runs against the
 * simulator (../contract.test.ts), and can run against a real provider's test system, given a stage for it.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Holding } from '#forecasting/model/holding.ts'
import type { Delivered } from '../answer.ts'
import { readAnswer } from '../answer.ts'
import { ProviderError } from '../errors.ts'
import type { Answer, PensionSource, Question } from '../pension-source.ts'
import type { PersonalNumber } from '../personal-number.ts'

export type Scenario =
  | 'one-holding'
  | 'nothing-held'
  | 'several-holdings'
  | 'public-pension'
  | 'state-pension'
  | 'late'
  | 'late-wrong-person'
  | 'unknown-code'
  | 'down'
  | 'fault'
  | 'wrong-person'
  | 'wrong-transaction'
  | 'garbage'
  | 'html'
  | 'empty'
  | 'truncated'
  | 'timeout'

/** A scenario made ready: whom to ask, about whom, and what should come. */
export interface Staged {
  readonly source: PensionSource
  readonly person: PersonalNumber
  /** Contract numbers that the person has there. */
  readonly contracts: readonly string[]
}

export interface Stage {
  /** The organisation number that asks. */
  readonly receiver: string
  set(scenario: Scenario): Promise<Staged>
  /** The message that is pushed to us for a question, when it has come. */
  pushed(txId: string): Promise<Delivered>
  close(): Promise<void>
}

const numbersOf = (holdings: readonly Holding[]): string[] =>
  holdings.map(({ identity }) => identity.contractNumber).sort()

function holdingsOf(answer: Answer): readonly Holding[] {
  return answer.kind === 'answered' ? answer.holdings : []
}

const questionAbout = (person: PersonalNumber): Question => ({
  person,
  earlierNumbers: [],
  txId: randomUUID(),
  approval: { version: '2026-1', time: new Date('2026-11-22T10:00:00Z') },
  wishedAges: [65, 67],
})

async function failure(asking: Promise<unknown>): Promise<ProviderError> {
  const error = await asking.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ProviderError) return error
  throw new Error('Expected a ProviderError', { cause: error })
}

/** @param start called once, before the first scenario */
export function testPensionSource(name: string, start: () => Promise<Stage>): void {
  describe(`${name} keeps the contract of a pension source`, () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await start()
    })
    afterAll(() => stage.close())

    const ask = async (scenario: Scenario): Promise<{ answer: Answer; staged: Staged; question: Question }> => {
      const staged = await stage.set(scenario)
      const question = questionAbout(staged.person)
      return { answer: await staged.source.request(question), staged, question }
    }

    test.each(['one-holding', 'several-holdings', 'public-pension', 'state-pension'] as const)(
      '%s',
      async (scenario) => {
        const { answer, staged } = await ask(scenario)
        expect(answer.kind).toBe('answered')
        expect(numbersOf(holdingsOf(answer))).toEqual([...staged.contracts].sort())
        if (scenario === 'one-holding') expect(staged.contracts).toHaveLength(1)
        if (scenario === 'several-holdings') expect(staged.contracts.length).toBeGreaterThan(1)
        expect(holdingsOf(answer).flatMap(({ unknownCodes }) => unknownCodes)).toEqual([])
      },
    )

    test('nothing-held', async () => {
      const { answer } = await ask('nothing-held')
      expect(answer.kind).toBe('nothing-held')
    })

    test('the same question again gets the same answer', async () => {
      const { answer, staged, question } = await ask('several-holdings')
      const again = await staged.source.request(question)
      expect(numbersOf(holdingsOf(again))).toEqual(numbersOf(holdingsOf(answer)))
    })

    test('unknown-code: every contract is there, and one says what was not understood', async () => {
      const { answer, staged } = await ask('unknown-code')
      expect(numbersOf(holdingsOf(answer))).toEqual([...staged.contracts].sort())
      const partly = holdingsOf(answer).filter(({ unknownCodes }) => unknownCodes.length > 0)
      expect(partly).toHaveLength(1)
    })

    test('late: promised, then pushed', async () => {
      const { answer, staged, question } = await ask('late')
      expect(answer).toEqual({ kind: 'later' })
      const message = await stage.pushed(question.txId)
      const expected = {
        provider: staged.source.provider,
        receiver: stage.receiver,
        txId: question.txId,
        asked: staged.person,
        earlierNumbers: [],
      }
      expect(numbersOf(holdingsOf(readAnswer(message, expected)))).toEqual([...staged.contracts].sort())
      expect(() => readAnswer(message, { ...expected, txId: randomUUID() })).toThrow(
        expect.objectContaining({ code: 'wrong-transaction' }) as Error,
      )
    })

    test('late-wrong-person: refused on arrival', async () => {
      const { staged, question } = await ask('late-wrong-person')
      const message = await stage.pushed(question.txId)
      expect(() =>
        readAnswer(message, {
          provider: staged.source.provider,
          receiver: stage.receiver,
          txId: question.txId,
          asked: staged.person,
          earlierNumbers: [],
        }),
      ).toThrow(expect.objectContaining({ code: 'wrong-person' }) as Error)
    })

    test.each([
      ['down', 'unreachable'],
      ['fault', 'fault'],
      ['wrong-person', 'wrong-person'],
      ['wrong-transaction', 'wrong-transaction'],
      ['garbage', 'malformed-response'],
      ['html', 'malformed-response'],
      ['empty', 'malformed-response'],
      ['truncated', 'malformed-response'],
      ['timeout', 'timeout'],
    ] as const)('%s is a failure, never nothing held', async (scenario, code) => {
      const staged = await stage.set(scenario)
      const error = await failure(staged.source.request(questionAbout(staged.person)))
      expect(error.code).toBe(code)
      expect(`${error.message} ${String(error.cause)}`).not.toContain(staged.person.reveal())
    })
  })
}
