import type { ReactNode } from 'react'
import type { OverviewView } from '#server/services/api.ts'
import { missingWords } from '../../components/missing-words.ts'
import { useAddress } from '../../components/realm.tsx'
import { useWords } from '../../texts/words.ts'

export interface MissingProps {
  readonly of: Pick<OverviewView, 'missing' | 'missingHeldNothing' | 'count'>
  readonly underWay: boolean
  /** Whether there is an amount at all that they could be part of. */
  readonly anyAmount: boolean
  /** What the saver can do about it. */
  readonly children?: ReactNode
}

/** The sources that the total lacks, by name: silence is never told as "nothing held". */
export function Missing({ of, underWay, anyAmount, children }: MissingProps) {
  const { t, words } = useWords()
  const address = useAddress()
  const { missing } = of
  return (
    <section className="missing" aria-labelledby="missing">
      <h2 id="missing">{t('overview.missing.title')}</h2>
      <p>{missingWords(of, anyAmount, t)}</p>
      {missing.length === 0 ? null : (
        <>
          <ul className="sources">
            {missing.map(({ providerId, name, word, closedUntil }) => (
              <li key={providerId} className={`source word-${word}`}>
                <span className="source-name">{name}</span>
                <span className="source-word">
                  <span className="source-sign" aria-hidden="true" />
                  {word === 'stored'
                    ? t('collection.storedUndated')
                    : t(`collection.word.${word}`, {
                        until: closedUntil ? words.time(closedUntil.time, closedUntil.day) : '',
                      })}
                </span>
              </li>
            ))}
          </ul>
          {underWay ? null : (
            <form method="post" action={address('/hamta')}>
              <button className="button second" type="submit">
                {t('overview.missing.again')}
              </button>
            </form>
          )}
        </>
      )}
      {children}
    </section>
  )
}
