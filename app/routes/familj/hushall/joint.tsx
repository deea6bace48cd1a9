import type { HouseholdShare, HouseholdView, JointYear } from '#server/services/api/sharing.ts'
import { Swatch } from '../../../charts/patterns.tsx'
import { YearStack } from '../../../charts/year-stack.tsx'
import { sourceCountText } from '../../../components/source-count.tsx'
import { inThousands, useWords } from '../../../texts/words.ts'

type Joined = Extract<HouseholdView, { state: 'joined' }>

/** The first whole year in which both are paid; where there is none, the last that is known. */
export function headYear(years: readonly JointYear[]): JointYear | undefined {
  const isPaid = (year: JointYear | undefined): boolean => year !== undefined && year.mine > 0 && year.theirs > 0
  return years.find((_, index) => isPaid(years[index - 1])) ?? years.at(-1)
}

const withoutPublic = ({ years }: HouseholdShare): boolean =>
  years.every(({ byPillar }) => byPillar.every(({ pillar, monthly }) => pillar !== 'allman-pension' || monthly === 0))

const paysNothing = ({ years }: HouseholdShare): boolean => years.every(({ gross }) => gross === 0)

/** Both pensions together: a figure, a picture and a table, and what they rest on. */
export function Joint({ view: { name, mine, theirs, years } }: { readonly view: Joined }) {
  const { t, words } = useWords()
  const first = theirs?.firstName ?? name
  const head = headYear(years)
  const unknown = { mine: mine !== null && paysNothing(mine), theirs: theirs !== null && paysNothing(theirs) }
  return (
    <section className="joint" aria-labelledby="joint">
      <h2 id="joint">{t('sharing.household.joint.title', { name })}</h2>
      {mine === null ? <p>{t('sharing.household.joint.noneMine')}</p> : null}
      {theirs === null ? <p>{t('sharing.household.joint.noneTheirs', { name })}</p> : null}
      {mine !== null && theirs !== null && head === undefined ? <p>{t('sharing.household.joint.nothing')}</p> : null}
      {head === undefined ? null : (
        <>
          {unknown.mine ? <p>{t('sharing.household.joint.nothingMine', { name: first })}</p> : null}
          {unknown.theirs ? <p>{t('sharing.household.joint.nothingTheirs', { name: first })}</p> : null}
          <p className="figure medium">{words.perMonth(head.gross)}</p>
          <p className="condition">
            {t('sharing.household.joint.figure', {
              year: String(head.year),
              mine: String(head.ages.mine),
              theirs: String(head.ages.theirs),
            })}
          </p>
          <p>
            {head.net === null
              ? t('sharing.household.joint.netUnknown')
              : t('sharing.household.joint.net', { amount: words.perMonth(head.net) })}
          </p>
          <YearStack
            years={years.map(({ year, mine: own, theirs: other }) => ({
              year,
              parts: [
                { mark: 'allman-pension', monthly: own },
                { mark: 'tjanstepension', monthly: other },
              ],
            }))}
            label={t('sharing.household.joint.label')}
          />
          <ul className="chart-legend">
            <li>
              <Swatch pillar="allman-pension" /> {t('sharing.household.joint.you')}
            </li>
            <li>
              <Swatch pillar="tjanstepension" /> {first}
            </li>
          </ul>
          <details className="same">
            <summary>{t('sharing.household.joint.table')}</summary>
            <JointTable years={years} name={first} unknown={unknown} />
          </details>
        </>
      )}
      <ul className="plain-list">
        {mine === null ? null : (
          <li>
            {mine.isChoice === false
              ? t('sharing.household.joint.dayMine', { day: words.day(mine.day) })
              : t('sharing.household.joint.basisMine', {
                  age: words.age(mine.retirementAge),
                  day: words.day(mine.day),
                })}
          </li>
        )}
        {theirs === null ? null : (
          <li>
            {theirs.isChoice === false
              ? t('sharing.household.joint.day', { name: first, day: words.day(theirs.day) })
              : t('sharing.household.joint.basis', {
                  name: first,
                  age: words.age(theirs.retirementAge),
                  day: words.day(theirs.day),
                })}
          </li>
        )}
        {mine?.count === undefined ? null : (
          <li>
            {t('sharing.household.joint.sourcesMine', { sources: sourceCountText(mine.count, t) })}{' '}
            {withoutPublic(mine) && !unknown.mine ? t('sharing.household.joint.noPublicMine') : null}
          </li>
        )}
        {theirs?.count === undefined ? null : (
          <li>
            {t('sharing.household.joint.sources', { name: first, sources: sourceCountText(theirs.count, t) })}{' '}
            {withoutPublic(theirs) && !unknown.theirs ? t('sharing.household.joint.noPublic', { name: first }) : null}
          </li>
        )}
        <li>{t('sharing.household.joint.freshness')}</li>
        {head === undefined ? null : <li>{t('sharing.household.joint.bothLive')}</li>}
      </ul>
    </section>
  )
}

interface JointTableProps {
  readonly years: readonly JointYear[]
  readonly name: string
  /** Of whom no amount is known at all. */
  readonly unknown: { readonly mine: boolean; readonly theirs: boolean }
}

function JointTable({ years, name, unknown }: JointTableProps) {
  const { t } = useWords()
  const amountOf = (amount: number, isUnknown: boolean): string =>
    isUnknown ? t('sharing.household.joint.unknown') : inThousands(amount)
  return (
    <div className="table-frame" role="region" aria-label={t('sharing.household.joint.caption')} tabIndex={0}>
      <table>
        <caption>{t('sharing.household.joint.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('sharing.household.joint.year')}</th>
            <th scope="col" className="number">
              {t('sharing.household.joint.gross')}
            </th>
            <th scope="col" className="number">
              {t('sharing.household.joint.netColumn')}
            </th>
            <th scope="col" className="number">
              {t('sharing.household.joint.you')}
            </th>
            <th scope="col" className="number">
              {name}
            </th>
            <th scope="col" className="number">
              {t('sharing.household.joint.myAge')}
            </th>
            <th scope="col" className="number">
              {t('sharing.household.joint.theirAge', { name })}
            </th>
          </tr>
        </thead>
        <tbody>
          {years.map(({ year, ages, mine, theirs, gross, net }) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              <td className="number total">{inThousands(gross)}</td>
              <td className="number">{net === null ? t('sharing.household.joint.unknown') : inThousands(net)}</td>
              <td className="number">{amountOf(mine, unknown.mine)}</td>
              <td className="number">{amountOf(theirs, unknown.theirs)}</td>
              <td className="number">{ages.mine}</td>
              <td className="number">{ages.theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
