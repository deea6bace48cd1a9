import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { HelperScope } from '#server/services/api/sharing.ts'
import { LoggedOut } from '../../../components/logged-out.tsx'
import type { PageHandle } from '../../../components/page-handle.ts'
import { useWords } from '../../../texts/words.ts'
import { sending, visiting } from '../../visitor.ts'
import { CodeShown } from '../code-parts.tsx'
import { saidYes, textOf } from '../invitation.ts'
import { bringTexts } from '../../../texts/arrived.ts'
import type { GiveError, TypedOffer } from './give-form.tsx'
import { GiveForm } from './give-form.tsx'
import { Given } from './given.tsx'

await bringTexts('sharing')

export const handle: PageHandle = { title: 'helpers' }
const address = '/familj/hjalpare'

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (saver === null) return instead
  const view = await saver.helpers.list()
  return { kind: 'helpers' as const, sessionTag: portal.sessionTag, ...view, form: crypto.randomUUID() }
}

const scopes = { forecast: true, 'forecast-and-plans': true } as const
const isScope = (text: string): text is HelperScope => Object.hasOwn(scopes, text)

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sending(request, portal)
  if (saver === null) return instead
  const id = textOf(form, 'hjalpare')
  switch (textOf(form, 'gor')) {
    case 'ge': {
      const asked = textOf(form, 'vad')
      const typed: TypedOffer = { scope: isScope(asked) ? asked : 'forecast', endsOn: textOf(form, 'till') }
      const refused = (errors: readonly GiveError[], limit = 0) =>
        data({ kind: 'refused' as const, typed, errors, limit }, { status: 422 })
      if (!saidYes(form)) return refused(['consent'])
      // Without a number of its own a form that is sent twice could not be told from two.
      const given = await saver.helpers.give(typed, textOf(form, 'id') || crypto.randomUUID())
      if (given.kind === 'bad-end') return refused(['bad-end'])
      if (given.kind === 'too-many') return refused(['too-many'], given.limit)
      if (given.kind === 'sent-before') break
      // Shown in this answer and nowhere else: an address would keep it.
      return { kind: 'code' as const, code: given.code }
    }
    case 'bekrafta':
      await saver.helpers.confirm(id)
      break
    case 'aterkalla':
      await saver.helpers.revoke(id)
      break
    case 'glom':
      await saver.helpers.forget(id)
      break
    default:
      break
  }
  return redirect(address, 303)
}

export default function Helpers() {
  const { t } = useWords()
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  const { helpers, latestEnd, form } = loaded
  const refused = answer?.kind === 'refused' ? answer : null
  return (
    <div className="page family-page sharing">
      <header>
        <h1>{t('titles.helpers')}</h1>
        <p className="lead">{t('sharing.helpers.lead')}</p>
      </header>
      {answer?.kind === 'code' ? <CodeShown code={answer.code} /> : null}
      <section aria-labelledby="given">
        <h2 id="given">{t('sharing.helpers.yours')}</h2>
        {helpers.length === 0 ? (
          <p>{t('sharing.helpers.none')}</p>
        ) : (
          <>
            <ul className="people">
              {helpers.map((helper) => (
                <Given key={helper.id} helper={helper} action={address} />
              ))}
            </ul>
            <p className="help">{t('sharing.helpers.fresh')}</p>
          </>
        )}
      </section>
      <GiveForm
        action={address}
        form={form}
        latestEnd={latestEnd}
        typed={refused?.typed ?? null}
        errors={refused?.errors ?? []}
        limit={refused?.limit ?? 0}
      />
    </div>
  )
}
