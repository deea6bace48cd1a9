import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import type { Helping as HelpingView, InvitationView } from '#server/services/api/sharing.ts'
import { CheckField, ErrorSummary } from '../../components/form.tsx'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { useWords } from '../../texts/words.ts'
import { CodeForm } from '../familj/code-parts.tsx'
import type { InvitationAnswer } from '../familj/invitation.ts'
import { answerInvitation, textOf } from '../familj/invitation.ts'
import { sending, visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'

await bringTexts('sharing')

export const handle: PageHandle = { title: 'helping' }
const address = '/hjalper'

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (saver === null) return instead
  return { kind: 'helping' as const, sessionTag: portal.sessionTag, helping: await saver.helpers.helping() }
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sending(request, portal)
  if (saver === null) return instead
  switch (textOf(form, 'gor')) {
    case 'kod':
    case 'ja': {
      const answer = await answerInvitation(form, 'helper', saver.helpers)
      if (answer !== null) return answer
      break
    }
    case 'sluta':
      await saver.helpers.stop(textOf(form, 'hos'))
      break
    default:
      break
  }
  return redirect(address, 303)
}

export default function Helping() {
  const { t } = useWords()
  const loaded = useLoaderData<typeof loader>()
  const given = useActionData<typeof action>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  const { helping } = loaded
  const answer = given?.kind === 'invitation' ? given : null
  return (
    <div className="page family-page sharing">
      <header>
        <h1>{t('titles.helping')}</h1>
        <p className="lead">{t('sharing.helping.lead')}</p>
      </header>
      {answer?.invitation?.kind === 'helper' ? (
        <Asked answer={answer} invitation={answer.invitation} />
      ) : (
        <CodeForm action={address} answer={answer} />
      )}
      <section aria-labelledby="helping">
        <h2 id="helping">{t('sharing.helping.list')}</h2>
        {helping.length === 0 ? <p>{t('sharing.helping.none')}</p> : null}
        <ul className="people">
          {helping.map((one) => (
            <One key={one.id} one={one} />
          ))}
        </ul>
      </section>
    </div>
  )
}

function One({ one: { id, name, state, endsOn } }: { readonly one: HelpingView }) {
  const { t, words } = useWords()
  return (
    <li>
      <h3>{name}</h3>
      <p>{t(`sharing.helping.state.${state}`, { name, day: words.day(endsOn) })}</p>
      <div className="actions">
        {state === 'open' ? (
          <Link className="button" to={`/hjalper/${id}`}>
            {t('sharing.helping.open', { name })}
          </Link>
        ) : null}
        <Form method="post" action={address}>
          <input type="hidden" name="hos" value={id} />
          <button className="button second" type="submit" name="gor" value="sluta">
            {t(state === 'over' ? 'sharing.helping.remove' : 'sharing.helping.stop')}
            <span className="visually-hidden">: {name}</span>
          </button>
        </Form>
      </div>
    </li>
  )
}

interface AskedProps {
  readonly answer: InvitationAnswer
  readonly invitation: Extract<InvitationView, { kind: 'helper' }>
}

/** Who asks for help with what, and the yes. */
function Asked({ answer: { code, error }, invitation: { name, scope, endsOn } }: AskedProps) {
  const { t, words } = useWords()
  const text = error === null ? undefined : t(`sharing.code.error.${error}`)
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{t('sharing.helping.accept.title', { name })}</h2>
      <ErrorSummary title={t('sharing.errors')} errors={text === undefined ? {} : { samtycke: text }} />
      <p>{t('sharing.helping.accept.text', { day: words.day(endsOn) })}</p>
      <p>{t(`sharing.shows.${scope}`)}</p>
      <Form method="post" action={address} noValidate className="stacked">
        <input type="hidden" name="kod" value={code} />
        <CheckField
          name="samtycke"
          label={t('sharing.helping.accept.consent', { name })}
          checked={false}
          error={text}
        />
        <div className="actions">
          <button className="button" type="submit" name="gor" value="ja">
            {t('sharing.helping.accept.submit')}
          </button>
          <Link to={address}>{t('sharing.household.accept.stop')}</Link>
        </div>
      </Form>
    </section>
  )
}
