import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { FaultKind, ReportableContract, ReportResult } from '#server/services/api/corrections.ts'
import { EidLink, useByPin } from '../../components/eid-link.tsx'
import { ChoiceField, ErrorSummary, TextField } from '../../components/form.tsx'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { isLoggedOutView } from '../../components/page-handle.ts'
import type { FieldFault } from '../../components/read-fields.ts'
import { readWords } from '../../components/read-fields.ts'
import { useWords } from '../../texts/words.ts'
import { sending, visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { faultIn, ownEntries } from './addresses.ts'

await bringTexts('entries')

export const handle: PageHandle = { title: 'reportFault' }

const faultKinds = ['belopp', 'arbetsgivare', 'datum', 'inte-mitt', 'annat'] as const satisfies readonly FaultKind[]
/** The wire has room for 4,000 with what stands before. */
const longestReport = 3000

const contractOf = (request: Request): string => new URL(request.url).searchParams.get('avtal') ?? ''

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (!saver) return instead
  const contract = await saver.corrections.contract(contractOf(request))
  return { kind: 'fault' as const, sessionTag: portal.sessionTag, contract }
}

interface NotSent {
  readonly kind: 'not-sent'
  readonly typed: { readonly vad: string; readonly text: string }
  readonly faults: { readonly vad?: 'not-chosen'; readonly text?: FieldFault }
  readonly refused: Extract<ReportResult, { kind: 'refused' }>['why'] | null
}

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sending(request, portal)
  if (!saver) return instead
  const typed = { vad: textIn(form, 'vad'), text: textIn(form, 'text') }
  const what = faultKinds.find((kind) => kind === typed.vad)
  const words = readWords(typed.text, longestReport)
  if (what === undefined || 'fault' in words) {
    const faults = {
      ...(what === undefined && { vad: 'not-chosen' as const }),
      ...('fault' in words && { text: words.fault }),
    }
    return data<NotSent>({ kind: 'not-sent', typed, faults, refused: null }, { status: 422 })
  }
  const result = await saver.corrections.report(contractOf(request), { what, words: words.value })
  if (result.kind === 'handed-in') return redirect(`${ownEntries}?klart=anmald`, { status: 303 })
  return data<NotSent>({ kind: 'not-sent', typed, faults: {}, refused: result.why }, { status: 422 })
}

export default function ReportFault() {
  const { t } = useWords()
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  const { contract } = loaded
  const refused = answer === undefined || isLoggedOutView(answer) ? null : answer
  return (
    <div className="page narrow own-entries">
      <h1>{t('titles.reportFault')}</h1>
      {contract === null ? (
        <p>{t('entries.report.unknownContract')}</p>
      ) : (
        <>
          <p className="overline">
            {contract.label} · {contract.providerName}
          </p>
          <Way contract={contract} refused={refused} />
        </>
      )}
      <p>
        <a href={ownEntries}>{t('entries.back')}</a>
      </p>
    </div>
  )
}

/** The form, or where to turn instead. */
function Way({ contract, refused }: { readonly contract: ReportableContract; readonly refused: NotSent | null }) {
  const { t } = useWords()
  const byPin = useByPin()
  const { providerName: provider, reportable } = contract
  switch (reportable) {
    case 'authority':
      return (
        <Notice tone="calm" title={t('entries.report.publicTitle')}>
          <p>{t('entries.report.publicText')}</p>
        </Notice>
      )
    case 'not-connected':
      return <Notice tone="calm" title={t('entries.report.notConnected', { provider })} />
    case 'yes':
      return byPin ? (
        <p>
          <EidLink to={faultIn(contract.contractId)}>{t('titles.reportFault')}</EidLink>
        </p>
      ) : (
        <FaultForm contract={contract} refused={refused} />
      )
  }
}

function FaultForm({ contract, refused }: { readonly contract: ReportableContract; readonly refused: NotSent | null }) {
  const { t } = useWords()
  const { contractId, providerName: provider } = contract
  const typed = refused?.typed ?? { vad: '', text: '' }
  const { vad, text } = refused?.faults ?? {}
  const errors = {
    ...(vad !== undefined && { vad: t(`entries.fault.${vad}`) }),
    ...(text !== undefined && { text: t(`entries.fault.${text}`, { most: '', longest: longestReport }) }),
  }
  const whyNot = {
    'no-such-contract': t('entries.report.unknownContract'),
    'provider-not-connected': t('entries.report.notConnected', { provider }),
    'cannot-be-sent': t('entries.report.cannotBeSent'),
  }
  return (
    <>
      <p className="lead">{t('entries.report.lead', { provider })}</p>
      <ErrorSummary title={t('entries.errorTitle', { count: Object.keys(errors).length })} errors={errors} />
      {refused?.refused == null ? null : (
        <div role="alert">
          <Notice tone="warning" title={whyNot[refused.refused]} />
        </div>
      )}
      <form method="post" action={faultIn(contractId)} noValidate className="own-form">
        <ChoiceField
          name="vad"
          label={t('entries.report.what')}
          value={typed.vad}
          error={errors.vad}
          options={faultKinds.map((value) => ({ value, text: t(`entries.report.whatWord.${value}`) }))}
        />
        <TextField
          name="text"
          label={t('entries.report.words')}
          help={t('entries.report.wordsHelp', { longest: longestReport })}
          value={typed.text}
          error={errors.text}
        />
        <p className="actions">
          <button className="button large" type="submit">
            {t('entries.report.send')}
          </button>
        </p>
      </form>
    </>
  )
}
