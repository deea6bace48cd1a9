import type { SourceState } from '#server/services/api.ts'
import { useWords } from '../../texts/words.ts'

export interface SourceListProps {
  readonly title: string
  readonly kind: SourceState['kind']
  readonly sources: readonly SourceState[]
}

/** The sources of one kind in a fixed order; only the words change while answers come in. */
export function SourceList({ title, kind, sources }: SourceListProps) {
  const shown = sources.filter((source) => source.kind === kind)
  if (shown.length === 0) return null
  return (
    <>
      <h3 className="sources-title">{title}</h3>
      <ul className={shown.length > 8 ? 'sources long' : 'sources'}>
        {shown.map((source) => (
          <li key={source.providerId} className={`source word-${source.word}`} data-provider={source.providerId}>
            <span className="source-name">{source.name}</span>
            <SourceWord source={source} />
          </li>
        ))}
      </ul>
    </>
  )
}

function SourceWord({ source: { word, fault, figuresFrom, closedUntil } }: { readonly source: SourceState }) {
  const { t, words } = useWords()
  const until = closedUntil && words.time(closedUntil.time, closedUntil.day)
  const why = until ? t('collection.closedMeanwhile', { until }) : fault && t(`collection.fault.${fault}`)
  const text =
    word === 'stored' && figuresFrom === null
      ? t('collection.storedUndated')
      : t(word === 'answered' && figuresFrom !== null ? 'collection.answeredOn' : `collection.word.${word}`, {
          day: figuresFrom === null ? '' : words.day(figuresFrom),
          until: until ?? '',
        })
  return (
    <span className="source-word">
      <span className="source-sign" aria-hidden="true" />
      <span>
        {text}
        {why === null || word === 'closed' ? null : <span className="source-fault"> – {why}</span>}
      </span>
    </span>
  )
}
