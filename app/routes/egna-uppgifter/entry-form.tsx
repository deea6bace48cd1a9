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
  const labels: Readonly<Record<EntryField, string>> = {
    namn: t(`entries.name.${what}`),
    slag: t('entries.contractKind'),
    ger: t('entries.gives'),
    varde: t('entries.value'),
    datum: t('entries.date'),
    insatt: t('entries.put'),
    avkastning: t('entries.rate'),
    uttag: t('entries.start'),
    tid: t('entries.length'),
    belopp: t('entries.amount'),
    alder: t('entries.from'),
    till: t('entries.to'),
    skatt: t('entries.taxed'),
  }
  const fieldOf = (name: EntryField) => ({ name, label: labels[name], value: typed[name], error: errors[name] })
  // Away from its field, a fault says which one it is about.
  const summary = Object.fromEntries(
    Object.entries(errors).map(([name, text]) => [name, `${labels[name as EntryField]} ${text}`]),
  )
  const monthly = { unit: t('entries.perMonth'), inputMode: 'decimal' } as const

  const capital = (
    <>
      <InputField {...fieldOf('varde')} help={t('entries.valueHelp')} unit={t('format.unit')} inputMode="decimal" />
      <InputField {...fieldOf('datum')} type="date" />
      <InputField {...fieldOf('insatt')} {...monthly} help={t('entries.putHelp')} />
      <InputField {...fieldOf('uttag')} help={t('entries.startHelp')} />
      <InputField {...fieldOf('tid')} unit={t('entries.lengthUnit')} inputMode="numeric" />
    </>
  )
  const paid = (
    <>
      <InputField {...fieldOf('belopp')} {...monthly} help={t('entries.amountHelp')} />
      <InputField {...fieldOf('alder')} help={t('entries.fromHelp')} />
      <InputField {...fieldOf('till')} help={t('entries.toHelp')} />
    </>
  )

  return (
    <div className="page narrow own-entries">
      <h1>{t(entry === null ? `entries.newTitle.${what}` : `entries.changeTitle.${what}`)}</h1>
      <p className="lead">{t(`entries.kindHelp.${what}`)}</p>
      <ErrorSummary title={t('entries.errorTitle', { count: Object.keys(errors).length })} errors={summary} />
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
        <InputField {...fieldOf('namn')} help={t(`entries.nameHelp.${what}`)} />
        {what === 'avtal' ? (
          <>
            <ChoiceField
              {...fieldOf('slag')}
              options={contractKinds.map((value) => ({ value, text: t(`entries.contractKindWord.${value}`) }))}
            />
            <ChoiceField
              {...fieldOf('ger')}
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
            <InputField {...fieldOf('avkastning')} help={t('entries.rateHelp')} unit="%" inputMode="decimal" />
          </>
        ) : null}
        {what === 'utland' || what === 'inkomst' ? (
          <>
            {paid}
            <CheckField name="skatt" label={labels.skatt} checked={typed.skatt === 'ja'} />
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
