import { memo } from 'react'
import type { ForecastChoices } from '#server/services/api/choices.ts'
import type { ForecastAnswer, ForecastFrame, ForecastItem, ItemAnswer } from '#server/services/api/forecast.ts'
import { Swatch } from '../../charts/patterns.tsx'
import { addressOf } from '../../choices/address.ts'
import type { FormError } from '../../choices/form.ts'
import { payoutField } from '../../choices/form.ts'
import { SelectField } from '../../components/form.tsx'
import type { Words } from '../../texts/words.ts'
import { useWords } from '../../texts/words.ts'
import { AgeFields } from './age-fields.tsx'
import { itemName } from './item-name.ts'

export interface ItemsProps {
  readonly frame: ForecastFrame
  readonly answer: ForecastAnswer
  readonly choices: ForecastChoices
  readonly errors: Readonly<Record<string, FormError>>
  readonly typed: Readonly<Record<string, string>> | null
}

const same = (before: ItemsProps, after: ItemsProps): boolean =>
  before.answer === after.answer &&
  before.frame === after.frame &&
  before.errors === after.errors &&
  before.typed === after.typed &&
  addressOf('', { contracts: before.choices.contracts ?? {} }) ===
    addressOf('', { contracts: after.choices.contracts ?? {} })

/** Every contract: what it gives with these choices, and what its rules let the saver choose. */
export const Items = memo(function Items({ frame, answer, choices, errors, typed }: ItemsProps) {
  const { t } = useWords()
  if (frame.items.length === 0) return null
  return (
    <fieldset className="rows items">
      <legend>{t('forecast.items.title')}</legend>
      <p className="help">
        {t('forecast.items.lead')} {t('overview.contracts.rounded')}
      </p>
      {frame.items.map((item) => (
        <Item
          key={item.id}
          item={item}
          answer={answer.items.find(({ id }) => id === item.id)}
          choices={choices}
          errors={errors}
          typed={typed}
        />
      ))}
    </fieldset>
  )
}, same)

interface ItemProps extends Pick<ItemsProps, 'choices' | 'errors' | 'typed'> {
  readonly item: ForecastItem
  readonly answer: ItemAnswer | undefined
}

function Item({ item, answer, choices, errors, typed }: ItemProps) {
  const { t, words } = useWords()
  const { id, choice } = item
  const chosen = choices.contracts?.[id]
  const names = [payoutField(id, 'ar'), payoutField(id, 'man')] as const
  const wrong = [...names, payoutField(id, 'tid')].some((name) => errors[name] !== undefined)
  return (
    <div className="item">
      <p className="item-name">
        <Swatch pillar={item.pillar} /> <strong>{itemName(item, t)}</strong>{' '}
        <span className="help">{item.providerName}</span>{' '}
        {chosen === undefined ? null : <span className="mark-own">{t('forecast.items.asked')}</span>}
      </p>
      <Gives answer={answer} words={words} />
      <details open={chosen !== undefined || wrong}>
        <summary>
          {t(choice === null ? 'forecast.items.moreSettled' : 'forecast.items.more')}
          <span className="visually-hidden"> {itemName(item, t)}</span>
        </summary>
        {choice === null ? (
          <p>{t('forecast.items.settled')}</p>
        ) : (
          <div className="row">
            <AgeFields
              names={names}
              labels={[t('forecast.items.startYears'), t('forecast.items.startMonths')]}
              age={chosen?.start ?? null}
              given={(name, value) => typed?.[name] ?? value}
              told={(name) => (errors[name] === undefined ? undefined : t(`forecast.error.${errors[name]}`))}
            />
            <Duration item={item} choice={choice} chosen={chosen?.duration} typed={typed} />
            <p className="help">
              {t('forecast.items.span', { earliest: words.age(choice.earliest), latest: words.age(choice.latest) })}
            </p>
          </div>
        )}
        <Basis answer={answer} />
      </details>
    </div>
  )
}

const mostAmounts = 4

function Gives({ answer, words }: { readonly answer: ItemAnswer | undefined; readonly words: Words }) {
  const { t } = useWords()
  if (answer === undefined) return <p>{t('overview.contracts.notProjected.other')}</p>
  if (answer.notProjected !== null) return <p>{t(`overview.contracts.notProjected.${answer.notProjected}`)}</p>
  if (answer.payments.length === 0) return <p>{t('forecast.items.nothing')}</p>
  const amounts = answer.payments.map(({ monthly, from, to }) =>
    to === null
      ? t('forecast.items.gives', { amount: words.perMonth(monthly), from: words.month(from) })
      : t('forecast.items.givesUntil', {
          amount: words.perMonth(monthly),
          from: words.month(from),
          to: words.month(to),
        }),
  )
  // What is counted anew each January has many; the last tells how long it is paid.
  const told =
    amounts.length > mostAmounts
      ? [...amounts.slice(0, mostAmounts - 1), t('forecast.items.between'), ...amounts.slice(-1)]
      : amounts
  return (
    <ul className="item-payments">
      {told.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

interface DurationProps {
  readonly item: ForecastItem
  readonly choice: NonNullable<ForecastItem['choice']>
  readonly chosen: number | 'lifelong' | undefined
  readonly typed: Readonly<Record<string, string>> | null
}

function Duration({ item, choice, chosen, typed }: DurationProps) {
  const { t, words } = useWords()
  const name = payoutField(item.id, 'tid')
  const [usual] = choice.durations
  if (usual === undefined || choice.durations.length < 2) return null
  const inWords = (duration: number | 'lifelong') =>
    duration === 'lifelong' ? t('forecast.items.lifelong') : words.age(duration)
  const value = chosen === undefined ? '' : chosen === 'lifelong' ? 'livet' : String(chosen)
  const options = [
    { value: '', text: t('forecast.items.usual', { duration: inWords(usual) }) },
    ...choice.durations.map((duration) => ({
      value: duration === 'lifelong' ? 'livet' : String(duration),
      text: inWords(duration),
    })),
  ]
  // One that the contract does not allow was asked for in the address: shown, so that it can be changed.
  const asked = typed?.[name] ?? value
  const shown = options.some((option) => option.value === asked)
    ? options
    : [...options, { value: asked, text: typeof chosen === 'number' ? inWords(chosen) : asked }]
  return <SelectField name={name} label={t('forecast.items.duration')} value={asked} options={shown} />
}

/** Who calculated, what is guaranteed, what was taken for granted. */
function Basis({ answer }: { readonly answer: ItemAnswer | undefined }) {
  const { t, words } = useWords()
  if (answer === undefined || answer.calculatedBy === null) return null
  return (
    <>
      <p>{t(`overview.contracts.calculatedWord.${answer.calculatedBy}`)}</p>
      {answer.guaranteed === null || answer.guaranteed === 0 ? null : (
        <p>{t('forecast.items.guaranteed', { amount: words.perMonth(answer.guaranteed) })}</p>
      )}
      {answer.assumptions.length === 0 ? null : (
        <>
          <p className="help">{t('forecast.items.assumed')}:</p>
          <ul className="plain-list">
            {answer.assumptions.map((code) => (
              <li key={code}>{t(`overview.assumptions.code.${code}`)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
