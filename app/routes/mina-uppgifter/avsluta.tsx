import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { loginAddress } from '../../components/addresses.ts'
import { ErrorSummary, InputField } from '../../components/form.tsx'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { sendingOwn, visitingOwn } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'

await bringTexts('mine')

export const handle: PageHandle = { title: 'closeAccount' }

const address = '/mina-uppgifter/avsluta'

/** In either language: the page may have changed its language since it was read. */
const closingWords = ['AVSLUTA', 'CLOSE']

export function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visitingOwn(request, portal)
  return saver ? { kind: 'close' as const, sessionTag: portal.sessionTag, freshLogin: saver.freshLogin } : instead
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sendingOwn(request, portal)
  if (!saver) return instead
  const typed = form.get('ord')
  const word = typeof typed === 'string' ? typed.trim().slice(0, 40) : ''
  if (!closingWords.includes(word.toUpperCase())) return data({ kind: 'wrong-word' as const, word }, { status: 422 })
  const { kind } = await saver.closeAccount()
  // The page itself asks for the e-ID where that was too long ago.
  return redirect(kind === 'closed' ? '/utloggad?skal=raderat' : address, { status: 303 })
}

export default function CloseAccount() {
  const { t } = useTranslation()
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  return (
    <div className="page narrow">
      <h1>{t('titles.closeAccount')}</h1>
      <p className="lead">{t('mine.closeLead')}</p>
      <ul className="plain-list">
        {([1, 2, 3, 4, 5] as const).map((number) => (
          <li key={number}>{t(`mine.close${number}`)}</li>
        ))}
      </ul>
      <p>
        <a href="/mina-uppgifter/utdrag">{t('mine.closeExtractFirst')}</a>
      </p>
      {view.freshLogin ? <Confirmation wrong={answer?.kind === 'wrong-word' ? answer.word : null} /> : <LogInAgain />}
      <p>
        <a href="/mina-uppgifter">{t('mine.back')}</a>
      </p>
    </div>
  )
}

function Confirmation({ wrong }: { readonly wrong: string | null }) {
  const { t } = useTranslation()
  const word = t('mine.closeWord')
  const error = wrong === null ? undefined : t('mine.closeWrongWord', { word })
  return (
    <form method="post" action={address} noValidate className="settings">
      {error === undefined ? null : <ErrorSummary title={t('mine.errorTitle', { count: 1 })} errors={{ ord: error }} />}
      <InputField
        name="ord"
        label={t('mine.closeTypeWord', { word })}
        help={t('mine.closeTypeHelp')}
        error={error}
        value={wrong ?? ''}
        input={{ autoComplete: 'off', spellCheck: false }}
      />
      <p className="actions">
        <button className="button" type="submit">
          {t('mine.closeSubmit')}
        </button>
      </p>
    </form>
  )
}

function LogInAgain() {
  const { t } = useTranslation()
  return (
    <Notice tone="warning" title={t('mine.closeTooOld')}>
      <p>{t('mine.closeTooOldText')}</p>
      <p>
        <a href={loginAddress(address)}>{t('mine.closeLogIn')}</a>
      </p>
    </Notice>
  )
}
