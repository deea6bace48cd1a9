import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { PinView } from '#server/services/api/pin.ts'
import { loginAddress } from '../../components/addresses.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { useWords } from '../../texts/words.ts'
import { sending, visiting } from '../visitor.ts'

await bringTexts('mine', 'pin')

export const handle: PageHandle = { title: 'pin' }

const address = '/mina-uppgifter/pin-kod'

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (!saver) return instead
  const { searchParams } = new URL(request.url)
  return {
    kind: 'pin' as const,
    sessionTag: portal.sessionTag,
    byPin: saver.byPin,
    done: searchParams.has('bestalld') ? ('ordered' as const) : searchParams.has('av') ? ('turnedOff' as const) : null,
    pin: await saver.pin.read(),
  }
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sending(request, portal)
  if (!saver) return instead
  if (form.get('gor') === 'stang-av') {
    await saver.pin.turnOff()
    return redirect(`${address}?av`, { status: 303 })
  }
  const { kind } = await saver.pin.order()
  if (kind === 'too-many') return data({ kind }, { status: 422 })
  // What else stands in the way, the page itself says.
  return redirect(kind === 'ordered' ? `${address}?bestalld` : address, { status: 303 })
}

export default function Pin() {
  const { t } = useTranslation()
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  const { pin, byPin } = view
  return (
    <div className="page narrow mine">
      <h1>{t('titles.pin')}</h1>
      <p className="lead">{t('pin.orderLead')}</p>
      {answer?.kind === 'too-many' ? (
        <div role="alert">
          <Notice tone="warning" title={t('pin.orderTooMany')} />
        </div>
      ) : view.done === null ? null : (
        <div role="status">
          <Notice tone="calm" title={t(`pin.${view.done}`)} />
        </div>
      )}
      <section aria-labelledby="lage">
        <h2 id="lage">{t('pin.state')}</h2>
        <State pin={pin} />
        {byPin ? <ByEid /> : <Acts pin={pin} />}
      </section>
      <section aria-labelledby="kan">
        <h2 id="kan">{t('pin.canTitle')}</h2>
        <p>{t('pin.can')}</p>
        <h2>{t('pin.cannotTitle')}</h2>
        <p>{t('pin.cannot')}</p>
      </section>
      <p>
        <a href="/mina-uppgifter">{t('mine.back')}</a>
      </p>
    </div>
  )
}

function State({ pin: { state, reason, orderedAt, lockedUntil } }: { readonly pin: PinView }) {
  const { t, words } = useWords()
  const when = (moment: string) => words.moment(moment)
  const said = {
    off: () => t('pin.stateOff'),
    ordered: () => t('pin.stateOrdered', { when: orderedAt === null ? '' : when(orderedAt) }),
    sent: () => t('pin.stateSent'),
    'used-up': () => t('pin.stateUsedUp'),
    'not-sent': () => t(reason === 'protected' ? 'pin.stateNotSentProtected' : 'pin.stateNotSentNoAddress'),
  }
  return (
    <>
      <p>{said[state]()}</p>
      {lockedUntil === null ? null : <p>{t('pin.lockedUntil', { when: when(lockedUntil) })}</p>}
    </>
  )
}

function ByEid() {
  const { t } = useTranslation()
  return (
    <>
      <p>{t('pin.needsEid')}</p>
      <p className="actions">
        <a className="button" href={loginAddress(address)}>
          {t('session.logInByEid')}
        </a>
      </p>
    </>
  )
}

function Acts({ pin: { state, offered, protectedIdentity } }: { readonly pin: PinView }) {
  const { t } = useTranslation()
  const canOrder = offered && !protectedIdentity
  return (
    <>
      {protectedIdentity ? (
        <Notice tone="calm" title={t('pin.protectedTitle')}>
          <p>{t('pin.protectedText')}</p>
        </Notice>
      ) : offered ? null : (
        <p>{t('pin.notOffered')}</p>
      )}
      {canOrder ? <p className="help">{t('pin.orderHelp')}</p> : null}
      <form method="post" action={address} className="actions">
        {canOrder ? (
          <button className="button" type="submit" name="gor" value="bestall">
            {t(state === 'off' ? 'pin.order' : 'pin.orderNew')}
          </button>
        ) : null}
        {state === 'off' ? null : (
          <button className="button second" type="submit" name="gor" value="stang-av">
            {t('pin.turnOff')}
          </button>
        )}
      </form>
    </>
  )
}
