import { Form } from '@remix-run/react'
import type { HelperGiven } from '#server/services/api/sharing.ts'
import { momentInSweden } from '../../../components/moment.ts'
import { useWords } from '../../../texts/words.ts'

/** So many openings are told one by one; the list goes on in the access log. */
const mostTold = 5

/** One helper: what they may see, to when, what they have opened, and what the giver can do. */
export function Given({ helper, action }: { readonly helper: HelperGiven; readonly action: string }) {
  const { t, words } = useWords()
  const { id, state, scope, endsOn, name, until, readings } = helper
  const shownName = name ?? t('sharing.helpers.nobody')
  const day = words.day(state === 'invited' ? (until ?? endsOn) : endsOn)
  const act = (what: string, text: string, first = false) => (
    <Form method="post" action={action}>
      <input type="hidden" name="hjalpare" value={id} />
      <button className={first ? 'button' : 'button second'} type="submit" name="gor" value={what}>
        {text}
        <span className="visually-hidden">: {shownName}</span>
      </button>
    </Form>
  )
  const told = readings.slice(0, mostTold).map((moment) => {
    const { time, day: on } = momentInSweden(moment)
    return words.time(time, on)
  })
  const isOver = state === 'revoked' || state === 'over'
  return (
    <li>
      <h3>{shownName}</h3>
      <p>{t(`sharing.helpers.state.${state}`, { day })}</p>
      {isOver ? null : <p className="help">{t(`sharing.helpers.scopeWord.${scope}`)}</p>}
      {state === 'helping' || isOver ? (
        <p className="help">
          {told.length === 0
            ? t('sharing.helpers.noReadings')
            : t('sharing.helpers.readings', { moments: words.list(told) })}
        </p>
      ) : null}
      <div className="actions">
        {state === 'to-confirm' ? act('bekrafta', t('sharing.helpers.confirm', { name: shownName }), true) : null}
        {isOver ? act('glom', t('sharing.helpers.forget')) : act('aterkalla', t('sharing.helpers.revoke'))}
      </div>
    </li>
  )
}
