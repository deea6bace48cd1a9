import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContractHolding } from '#forecasting/model/holding.ts'
import { kronor, kronorPerMonth } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { contractHolding } from '#server/testing/examples.ts'
import type { ReportedHolding } from './reconcile.ts'
import { reconcile } from './reconcile.ts'

const insurer = '165560001234'
const centre = '169999000036'
let counter = 0

function report(providerId: string, contractNumber: string, changes: Partial<ContractHolding> = {}): ReportedHolding {
  counter += 1
  return {
    holdingId: `h${String(counter).padStart(4, '0')}`,
    providerId,
    providerOrganisationNumber: providerId === 'bolaget' ? insurer : centre,
    fetched: isoDateOf('2026-11-22'),
    older: false,
    holding: contractHolding(contractNumber, changes),
  }
}
const capital = (amount: number) => ({ capital: { value: kronor(amount), date: isoDateOf('2026-10-31') } })
const shown = (reports: readonly ReportedHolding[]) =>
  reconcile(reports).map(({ report: { providerId }, reportedBy }) => [providerId, reportedBy])

describe('the same contract from two sources', () => {
  it('counts once: the insurer\u2019s own report wins, both are named', () => {
    const reports = [report('valcentralen', 'A-1', capital(2)), report('bolaget', 'A-1', capital(1))]
    expect(shown(reports)).toEqual([['bolaget', ['bolaget', 'valcentralen']]])
    expect(shown([...reports].reverse())).toEqual([['bolaget', ['bolaget', 'valcentralen']]])
  })

  it.each(['underlyingContractNumber', 'earlierContractNumber'] as const)('is known by the %s', (field) => {
    const reports = [report('valcentralen', 'V-77', { [field]: 'A-1' }), report('bolaget', 'A-1')]
    expect(shown(reports)).toEqual([['bolaget', ['bolaget', 'valcentralen']]])
    const other = [report('bolaget', 'A-2', { [field]: 'V-78' }), report('valcentralen', 'V-78')]
    expect(shown(other)).toEqual([['bolaget', ['bolaget', 'valcentralen']]])
  })

  it('without the insurer\u2019s own report, the newest figures count', () => {
    const older = { capital: { value: kronor(1), date: isoDateOf('2025-12-31') } }
    const reports = [report('valcentralen', 'A-1', older), report('spv', 'A-1', capital(2))]
    expect(shown(reports)).toEqual([['spv', ['spv', 'valcentralen']]])
  })

  it('is another when the insurer is another', () => {
    const elsewhere = { identity: { insurerOrganisationNumber: '169999000099', contractNumber: 'A-1' } }
    expect(reconcile([report('bolaget', 'A-1'), report('valcentralen', 'A-1', elsewhere)])).toHaveLength(2)
  })

  it('two contracts that one source lists are two, also when both come from the same earlier one', () => {
    const split = [
      report('valcentralen', 'OLD'),
      report('bolaget', 'A-1', { earlierContractNumber: 'OLD' }),
      report('bolaget', 'A-2', { earlierContractNumber: 'OLD' }),
    ]
    const contracts = reconcile(split)
    expect(contracts.map(({ report: { providerId } }) => providerId)).toEqual(['bolaget', 'bolaget'])
    expect(contracts.flatMap(({ reportedBy }) => reportedBy).filter((id) => id === 'valcentralen')).toHaveLength(1)
  })

  it('a number that one source lists twice counts twice, and is flagged', () => {
    const twice = [report('bolaget', 'A-1', capital(100_000)), report('bolaget', 'A-1', capital(250_000))]
    const counted = (reports: readonly ReportedHolding[]) =>
      reconcile(reports).map(({ report: { holdingId }, possibleDouble }) => [holdingId, possibleDouble])
    expect(counted(twice)).toEqual(twice.map(({ holdingId }) => [holdingId, true]))
    // One report from elsewhere is joined to one of them, and makes no third.
    const [first, ...rest] = reconcile([...twice, report('valcentralen', 'A-1')])
    expect(rest).toHaveLength(1)
    expect(first).toMatchObject({ reportedBy: ['bolaget', 'valcentralen'], possibleDouble: true })
    expect(rest[0]).toMatchObject({ reportedBy: ['bolaget'], possibleDouble: true })
  })

  it('never loses a contract or counts one twice, and does not depend on the order of the reports', () => {
    const numbers = ['A-1', 'A-2', 'A-3']
    const anyReport = fc
      .record({
        providerId: fc.constantFrom('bolaget', 'valcentralen', 'spv'),
        own: fc.constantFrom(...numbers),
        earlier: fc.option(fc.constantFrom(...numbers)),
      })
      .map(({ providerId, own, earlier }) =>
        report(providerId, own, earlier === null ? {} : { earlierContractNumber: earlier }),
      )
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 7 }), (reports) => {
        const contracts = reconcile(reports)
        const providersNamed = new Set(contracts.flatMap(({ reportedBy }) => reportedBy))
        expect(providersNamed).toEqual(new Set(reports.map(({ providerId }) => providerId)))
        const ids = (all: typeof contracts) => all.map(({ report: { holdingId } }) => holdingId).sort()
        expect(ids(reconcile([...reports].reverse()))).toEqual(ids(contracts))
        // Each report belongs to one contract, and no contract has two of one source.
        expect(contracts.flatMap(({ reportedBy }) => reportedBy)).toHaveLength(reports.length)
        for (const { reportedBy } of contracts) expect(new Set(reportedBy).size).toBe(reportedBy.length)
        // A number that one source lists twice is flagged.
        for (const { report: winner, possibleDouble } of contracts) {
          const sameNumber = reports.filter(
            ({ providerId, holding }) =>
              providerId === winner.providerId &&
              holding.identity.contractNumber === winner.holding.identity.contractNumber,
          )
          if (sameNumber.length > 1) expect(possibleDouble).toBe(true)
        }
      }),
    )
  })
})

describe('what only looks alike', () => {
  const payment = (from: string, to: string) => ({
    payments: [{ from: isoDateOf(from), to: isoDateOf(to), amount: kronorPerMonth(4000), state: 'running' as const }],
  })
  const flagged = (a: Partial<ContractHolding>, b: Partial<ContractHolding>, second = 'valcentralen') =>
    reconcile([report('bolaget', 'A-1', a), report(second, 'B-1', b)]).map(({ possibleDouble }) => possibleDouble)

  it.each([
    ['same agreement, amount within 1 %', capital(100_000), capital(100_900), true],
    ['amount further off', capital(100_000), capital(102_000), false],
    ['nothing in both', capital(0), capital(0), false],
    ['another agreement', capital(100_000), { ...capital(100_000), kollektivavtal: 'SAF-LO' }, false],
    ['no agreement', { ...capital(1), kollektivavtal: 'none' }, { ...capital(1), kollektivavtal: 'none' }, false],
    ['payments at the same time', payment('2024-01-01', '2028-12-31'), payment('2026-01-01', '2030-12-31'), true],
    ['payments one after the other', payment('2020-01-01', '2024-12-31'), payment('2025-01-01', '2029-12-31'), false],
  ] as const)('%s: %#', (_case, a, b, expected) => {
    expect(flagged(a, b)).toEqual([expected, expected])
  })

  it('from one source is not suspected: it knows what it lists', () => {
    expect(flagged(capital(1), capital(1), 'bolaget')).toEqual([false, false])
  })
})
