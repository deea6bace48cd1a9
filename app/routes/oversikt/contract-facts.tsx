import type { TFunction } from 'i18next'
import type { ContractView } from '#server/services/api.ts'
import type { FeeRow, FeesView, TermsView } from '#server/services/api/contract.ts'
import type { Words } from '../../texts/words.ts'
import { percent, useWords } from '../../texts/words.ts'

export interface ContractFactsProps {
  readonly contract: ContractView
  readonly agreement: string | null
}

type Fact = readonly [string, string | null]

/** Everything else that is known of a contract. */
export function ContractFacts({ contract, agreement }: ContractFactsProps) {
  const { t, words } = useWords()
  const { status, valueDate, fetched, calculatedBy, reportedBy, providerName, policyholder, terms, fees } = contract
  const { guaranteedCapital, guaranteedMonthly, unknownCodes } = contract
  const facts: readonly Fact[] = [
    [t('overview.contracts.provider'), providerName],
    [t('overview.contracts.reportedBy'), reportedBy.length > 1 ? words.list(reportedBy) : null],
    [t('overview.contracts.agreement'), agreement],
    [t('overview.contracts.status'), t(`overview.contracts.statusWord.${status}`)],
    [t('overview.contracts.valueDate'), valueDate === null ? null : words.day(valueDate)],
    [t('overview.contracts.fetched'), words.day(fetched)],
    [
      t('overview.contracts.calculatedBy'),
      calculatedBy === null ? null : t(`overview.contracts.calculatedWord.${calculatedBy}`),
    ],
    [t('overview.contracts.policyholder'), policyholder],
    [t('overview.contracts.premium'), premiumText(contract, t, words)],
    [t('overview.contracts.guaranteedCapital'), guaranteedCapital === null ? null : words.kronor(guaranteedCapital)],
    [t('overview.contracts.guaranteedMonthly'), guaranteedMonthly === null ? null : words.perMonth(guaranteedMonthly)],
    [t('overview.contracts.agreedAge'), terms.agreed === null ? null : words.age(terms.agreed)],
    [t('overview.contracts.drawnFrom'), agesText(terms, t, words)],
    [t('overview.contracts.durations'), durationsText(terms, t, words)],
    ...coverFacts(contract, t),
    [t('overview.contracts.fees'), feesText(fees, t, words)],
    [t('overview.contracts.unknownCodes'), unknownCodes === 0 ? null : String(unknownCodes)],
  ]
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

function premiumText({ premium }: ContractView, t: TFunction, words: Words): string | null {
  if (premium === null) return null
  const { interval, amount, paidUntil } = premium
  const paid = t(`overview.contracts.premiumInterval.${interval}`, { amount: words.kronor(amount) })
  return paidUntil === null ? paid : `${paid} ${t('overview.contracts.premiumUntil', { day: words.day(paidUntil) })}`
}

function agesText({ earliest, latest }: TermsView, t: TFunction, words: Words): string | null {
  const ages = { from: words.age(earliest ?? 0), to: words.age(latest ?? 0) }
  if (earliest !== null && latest !== null) return t('overview.contracts.drawnBetween.both', ages)
  if (earliest !== null) return t('overview.contracts.drawnBetween.from', ages)
  return latest === null ? null : t('overview.contracts.drawnBetween.to', ages)
}

const durationsText = ({ durations }: TermsView, t: TFunction, words: Words): string | null =>
  durations === null || durations.length === 0
    ? null
    : words.list(
        durations.map((duration) =>
          duration === 'lifelong' ? t('overview.contracts.durationForLife') : words.age(duration),
        ),
      )

const covers = ['aterbetalningsskydd', 'survivorsPension', 'familyCover', 'beneficiariesNamed'] as const

function coverFacts({ survivors }: ContractView, t: TFunction): readonly Fact[] {
  if (survivors === null) return []
  return covers.map((cover) => [
    t(`overview.contracts.cover.${cover}`),
    t(`overview.contracts.survivorsWord.${survivors[cover]}`),
  ])
}

function feesText({ rows, costMissing }: FeesView, t: TFunction, words: Words): string {
  const rowText = ({ kind, percent: share, kronor }: FeeRow): string => {
    const name = t(`overview.contracts.feeKind.${kind}`)
    if (share === null) return t('overview.contracts.feeKronor', { kind: name, amount: words.kronor(kronor ?? 0) })
    const values = { kind: name, percent: percent(share, t) }
    return kind === 'premium' ? t('overview.contracts.feePremium', values) : t('overview.contracts.feePercent', values)
  }
  const told = rows === null ? [] : [`${words.list(rows.map(rowText))}.`]
  return [...told, ...(costMissing === null ? [] : [t(`overview.contracts.feeMissing.${costMissing}`)])].join(' ')
}
