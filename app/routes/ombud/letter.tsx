import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { useWords } from '../../texts/words.ts'
import { textOf } from '../familj/invitation.ts'
import { CallPage, Refused } from './parts.tsx'
import { forCaller } from './visitor.ts'

await bringTexts('ombud')

export const handle: PageHandle = { title: 'ombud' }

export function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { view, instead } = forCaller(portal)
  if (instead) return instead
  return {
    kind: 'letter' as const,
    view,
    sent: new URL(request.url).searchParams.has('skickat'),
    form: crypto.randomUUID(),
  }
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { staff, instead } = forCaller(portal)
  if (instead) return instead
  const form = await request.formData()
  const way = textOf(form, 'satt') === 'brevlada' ? 'digital-mailbox' : 'post'
  // Without a number of its own a form that is sent twice could not be told from two.
  const result = await staff.ombud.sendLetter(way, textOf(form, 'id') || crypto.randomUUID())
  if (result === 'sent') return redirect('/ombud/arende/brev?skickat', 303)
  return data({ kind: 'not-sent' as const, why: result }, { status: 409 })
}

export default function Letter() {
  const { t } = useWords()
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (loaded.kind === 'staff-refused') return <Refused view={loaded} />
  const why = answer?.kind === 'not-sent' ? answer.why : null
  return (
    <CallPage view={loaded.view} title={t('ombud.page.letter')} ready>
      {why === null ? null : (
        <div role="alert">
          <Notice tone="warning" title={t(`ombud.letter.${why}`)} />
        </div>
      )}
      {loaded.sent && why === null ? (
        <div role="status">
          <Notice tone="calm" title={t('ombud.letter.sent')} />
        </div>
      ) : null}
      <p className="lead">{t('ombud.letterLead')}</p>
      <form method="post" action="/ombud/arende/brev" className="actions">
        <input type="hidden" name="id" value={loaded.form} />
        <button className="button" type="submit" name="satt" value="post">
          {t('ombud.letterPost')}
        </button>
        <button className="button second" type="submit" name="satt" value="brevlada">
          {t('ombud.letterMailbox')}
        </button>
      </form>
    </CallPage>
  )
}
