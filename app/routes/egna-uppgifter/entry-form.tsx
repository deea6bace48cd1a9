import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnEntryKind, OwnEntryView } from '#server/services/api/entries.ts'
import { CheckField, ChoiceField, ErrorSummary, InputField } from '../../components/form.tsx'
import { Notice } from '../../components/notice.tsx'
import { useWords } from '../../texts/words.ts'
import { newEntry, ownEntries } from './addresses.ts'
import type { NotSaved } from './entry.tsx'
import type { EntryFault, EntryField, TypedEntry } from './read-entry.ts'
import { contractKinds, longestName, mostCapital, mostMonthly } from './read-entry.ts'
import { summaryOf } from './summary.ts'

export interface EntryFormProps {
  readonly what: OwnEntryKind
  /** The entry to be changed, as it is stored now; null: a new one. */
  readonly entry: OwnEntryView | null
  readonly typed: TypedEntry
  readonly refused: NotSaved | null
}

/** The form of one entry. The fields of a missing contract that do not apply are left empty, or hidden by the style. */
export function EntryForm({ what, entry, typed: loaded, refused }: EntryFormProps) {
  const { t } = useTranslation()
  const { words } = useWords()
  const typed = refused?.typed ?? loaded
  const faultText = (name: EntryField, fault: EntryFault): string =>
    t(`entries.fault.${fault}`, {
      most: words.kronor(name === 'varde' ? mostCapital : mostMonthly),
      longest: longestName,
    })
  const errors = Object.fromEntries(
    Object.entries(refused?.faults ?? {}).map(([name, fault]) => [name, faultText(name as EntryField, fault)]),
  )
  const fieldOf = (name: EntryField) => ({ name, value: typed[name], error: errors[name] })
  const monthly = { unit: t('entries.perMonth'), inputMode: 'decimal' } as const

  const capital = (
    <>
      <InputField
        {...fieldOf('varde')}
        label={t('entries.value')}
        help={t('entries.valueHelp')}
        unit="kr"
        inputMode="decimal"
      />
      <InputField {...fieldOf('datum')} label={t('entries.date')} type="date" />
      <InputField {...fieldOf('insatt')} {...monthly} label={t('entries.put')} help={t('entries.putHelp')} />
      <InputField {...fieldOf('uttag')} label={t('entries.start')} help={t('entries.startHelp')} />
      <InputField {...fieldOf('tid')} label={t('entries.length')} unit={t('entries.lengthUnit')} inputMode="numeric" />
    </>
  )
  const paid = (
    <>
      <InputField {...fieldOf('belopp')} {...monthly} label={t('entries.amount')} help={t('entries.amountHelp')} />
      <InputField {...fieldOf('alder')} label={t('entries.from')} help={t('entries.fromHelp')} />
      <InputField {...fieldOf('till')} label={t('entries.to')} help={t('entries.toHelp')} />
    </>
  )

  return (
    <div className="page narrow own-entries">
      <h1>{t(entry === null ? `entries.newTitle.${what}` : `entries.changeTitle.${what}`)}</h1>
      <p className="lead">{t(`entries.kindHelp.${what}`)}</p>
      <ErrorSummary title={t('entries.errorTitle', { count: Object.keys(errors).length })} errors={errors} />
      <Meanwhile refused={refused} entry={entry} />
      <form
        method="post"
        action={newEntry(what) + (entry === null ? '' : `&id=${entry.entryId}`)}
        noValidate
        className="own-form"
        // Fields take what was typed as their first value: with another answer they are others.
        key={JSON.stringify(typed)}
      >
        {entry === null ? null : (
          <>
            <input type="hidden" name="id" value={entry.entryId} />
            <input type="hidden" name="version" value={entry.version} />
          </>
        )}
        <InputField {...fieldOf('namn')} label={t(`entries.name.${what}`)} help={t(`entries.nameHelp.${what}`)} />
        {what === 'avtal' ? (
          <>
            <ChoiceField
              {...fieldOf('slag')}
              label={t('entries.contractKind')}
              options={contractKinds.map((value) => ({ value, text: t(`entries.contractKindWord.${value}`) }))}
            />
            <ChoiceField
              {...fieldOf('ger')}
              label={t('entries.gives')}
              options={(['kapital', 'manad'] as const).map((value) => ({
                value,
                text: t(`entries.givesWord.${value}`),
              }))}
            />
            <Part className="of-capital" title={t('entries.capitalPart')}>
              {capital}
            </Part>
            <Part className="of-monthly" title={t('entries.monthlyPart')}>
              {paid}
            </Part>
          </>
        ) : null}
        {what === 'sparande' ? (
          <>
            {capital}
            <InputField
              {...fieldOf('avkastning')}
              label={t('entries.rate')}
              help={t('entries.rateHelp')}
              unit="%"
              inputMode="decimal"
            />
          </>
        ) : null}
        {what === 'utland' || what === 'inkomst' ? (
          <>
            {paid}
            <CheckField name="skatt" label={t('entries.taxed')} checked={typed.skatt === 'ja'} />
          </>
        ) : null}
        <p className="actions">
          <button className="button large" type="submit">
            {t('entries.save')}
          </button>
          <a href={ownEntries}>{t('entries.back')}</a>
        </p>
      </form>
    </div>
  )
}

function Part({
  className,
  title,
  children,
}: {
  readonly className: string
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <fieldset className={className}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

/** What another tab has done, and how the entry stands there. */
function Meanwhile({ refused, entry }: Pick<EntryFormProps, 'refused' | 'entry'>) {
  const { t, words } = useWords()
  if (refused === null || refused.meanwhile === null) return null
  const title =
    refused.meanwhile === 'full'
      ? t('entries.fullMeanwhile')
      : t(refused.meanwhile === 'gone' ? 'entries.goneMeanwhile' : 'entries.changedMeanwhile')
  return (
    <div role="alert">
      <Notice tone="warning" title={title}>
        {entry === null ? null : (
          <p>
            {entry.content.name}: {summaryOf(entry.content, t, words)}
          </p>
        )}
      </Notice>
    </div>
  )
}
