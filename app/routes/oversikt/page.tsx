import { memo } from 'react'
import type { OverviewView } from '#server/services/api.ts'
import { useEmbedded } from '../../components/realm.tsx'
import { useSettled } from '../../components/use-settled.ts'
import { AddOwn } from './add-own.tsx'
import { Assumptions } from './assumptions.tsx'
import { Contracts } from './contracts.tsx'
import { givesNothing } from './gives-nothing.ts'
import type { HeadProps } from './head.tsx'
import { Head } from './head.tsx'
import { Missing } from './missing.tsx'
import { NothingBeside, NothingHeld } from './nothing-held.tsx'
import { YearByYear } from './year-by-year.tsx'

/** The figure follows the hand; what stands below it is painted when the hand rests. */
export function OverviewPage({ view, ageUnreadable }: HeadProps) {
  const below = useSettled(view)
  if (view.contracts.length === 0 && view.entries.length === 0) {
    return (
      <div className="page overview">
        <NothingHeld view={view} />
        <Missing of={view} underWay={view.collectionUnderWay} anyAmount={false} />
      </div>
    )
  }
  return (
    <div className="page overview">
      {view.contracts.length === 0 ? <NothingBeside view={view} /> : null}
      <Head view={view} ageUnreadable={ageUnreadable} />
      <Below view={below} />
    </div>
  )
}

const Below = memo(function Below({ view }: { readonly view: OverviewView }) {
  return (
    <>
      {givesNothing(view) ? null : <YearByYear view={view} />}
      <Contracts
        contracts={view.contracts}
        entries={view.entries}
        byPillar={view.byPillar}
        retirementAge={view.age.chosen}
      />
      <Missing of={view} underWay={view.collectionUnderWay} anyAmount={view.monthly > 0}>
        {useEmbedded() ? null : <AddOwn />}
      </Missing>
      <Assumptions codes={view.assumptions} restsOnProjectedLaw={view.restsOnProjectedLaw} drawing={view.age.drawing} />
    </>
  )
})
