import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import altchaStyles from 'altcha/altcha.css?url'
import { useTranslation } from 'react-i18next'
import type { PinLoginAnswer } from '#server/services/api/pin.ts'
import type { FieldErrors } from '../../components/form.tsx'
import { ErrorSummary, InputField } from '../../components/form.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { Check } from './check.tsx'
import { secondsLeft } from './seconds-left.ts'

await bringTexts('pin')

export const handle: PageHandle = { title: 'pinLogin' }

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: altchaStyles }]

export function loader({ context: { portal } }: LoaderFunctionArgs) {
  const turn = portal.pinLogin?.turn ?? null
  return { offered: portal.pinLogin !== null, seconds: turn === null ? null : secondsLeft(turn, Date.now()) }
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const form = await request.formData()
  const typed = (name: string, most: number): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim().slice(0, most) : ''
  }
  if (portal.pinLogin === null) {
    return data({ answer: { kind: 'refused' } as const, number: '', asksProof: false }, { status: 422 })
  }
  const number = typed('personnummer', 20)
  const solution = typed('altcha', 10_000)
  const answer = await portal.pinLogin.logIn({ number, pin: typed('kod', 20), solution })
  if (answer.kind === 'in') return redirect('/oversikt', { status: 303 })
  // One that was used up is asked for again at once, without a try in between.
  const asksProof = answer.kind === 'prove' || (answer.kind !== 'too-many' && solution !== '')
  return data({ answer, number, asksProof }, { status: answer.kind === 'too-many' ? 429 : 422 })
}

export default function PinLogin() {
  const { t } = useTranslation()
  const { offered, seconds } = useLoaderData<typeof loader>()
  const { answer = null, number = '', asksProof = false } = useActionData<typeof action>() ?? {}
  return (
    <section className="page narrow">
      <h1>{t('titles.pinLogin')}</h1>
      <p className="lead">{offered ? t('pin.lead') : t('pin.notOffered')}</p>
      {seconds === null || answer !== null ? null : (
        <Notice tone="calm" title={seconds === 0 ? t('pin.queueReady') : t('pin.queueWait', { seconds })} />
      )}
      {offered ? <PinForm answer={answer} number={number} asksProof={asksProof} /> : null}
      <p>
        <a href="/login">{t('pin.byEid')}</a>
      </p>
    </section>
  )
}

type NotIn = Exclude<PinLoginAnswer, { readonly kind: 'in' }>

interface PinFormProps {
  readonly answer: PinLoginAnswer | null
  /** As it was typed. */
  readonly number: string
  readonly asksProof: boolean
}

function PinForm({ answer, number, asksProof }: PinFormProps) {
  const { t } = useTranslation()
  const errors = useErrors(answer)
  return (
    <>
      <form method="post" action="/login/pin" noValidate className="settings">
        <ErrorSummary title={t('pin.errorTitle')} errors={errors} />
        <InputField
          name="personnummer"
          label={t('pin.number')}
          help={t('pin.numberHelp')}
          error={answer?.kind === 'unreadable' ? errors.personnummer : undefined}
          value={number}
          inputMode="numeric"
          input={{ autoComplete: 'username', spellCheck: false }}
        />
        <InputField
          name="kod"
          type="password"
          label={t('pin.pin')}
          help={t('pin.pinHelp')}
          error={answer?.kind === 'unreadable' ? errors.kod : undefined}
          value=""
          inputMode="numeric"
          input={{ autoComplete: 'current-password', maxLength: 20 }}
        />
        {asksProof ? (
          <div className="field">
            <p>
              <strong>{t('pin.check')}</strong>
            </p>
            <Check />
            <p className="help">{t('pin.checkHelp')}</p>
          </div>
        ) : null}
        <p className="actions">
          <button className="button" type="submit">
            {t('pin.submit')}
          </button>
        </p>
      </form>
      {asksProof ? (
        <form method="post" action="/login/pin/ko">
          <p>{t('pin.checkWithout')}</p>
          <p className="actions">
            <button className="button second" type="submit">
              {t('pin.joinQueue')}
            </button>
          </p>
        </form>
      ) : null}
      <p className="help">{t('pin.noPin')}</p>
    </>
  )
}

/** What is wrong, by the field that it leads to. */
function useErrors(answer: PinLoginAnswer | null): FieldErrors {
  const { t } = useTranslation()
  if (answer === null || answer.kind === 'in') return {}
  const said = (notIn: NotIn): FieldErrors => {
    switch (notIn.kind) {
      case 'refused':
        return { personnummer: t('pin.refused') }
      case 'prove':
        return { kod: t('pin.prove') }
      case 'too-early':
        return { kod: t('pin.tooEarly', { seconds: notIn.seconds }) }
      case 'too-many':
        return { personnummer: t('pin.tooMany') }
      case 'unreadable':
        return {
          ...(notIn.number && { personnummer: t('pin.badNumber') }),
          ...(notIn.pin && { kod: t('pin.badPin') }),
        }
    }
  }
  return said(answer)
}
