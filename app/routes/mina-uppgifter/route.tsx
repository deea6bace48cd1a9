import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ApprovalView, MineView } from '#server/services/api/mine.ts'
import { CheckField, ErrorSummary, InputField, SelectField } from '../../components/form.tsx'
import { EidLink, useByPin } from '../../components/eid-link.tsx'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { useWords } from '../../texts/words.ts'
import { sendingOwn, visitingOwn } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { readSettings } from './read-settings.ts'

await bringTexts('mine')

export const handle: PageHandle = { title: 'mine' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visitingOwn(request, portal)
  if (!saver) return instead
  const mine = await saver.mine.read()
  return {
    kind: 'mine' as const,
    sessionTag: portal.sessionTag,
    name: saver.profile.name,
    withdrawn: saver.terms.withdrawn,
    saved: new URL(request.url).searchParams.has('sparat'),
    mine,
  }
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sendingOwn(request, portal)
  if (!saver) return instead
  const settings = readSettings(form)
  const result = await saver.mine.change(settings)
  if (result.kind !== 'saved')
    return data({ kind: 'refused' as const, why: result.kind, typed: settings }, { status: 422 })
  const cookie = await portal.chooseLanguage(settings.language)
  return redirect('/mina-uppgifter?sparat', { status: 303, headers: { 'Set-Cookie': cookie } })
}

export default function Mine() {
  const { t } = useWords()
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const byPin = useByPin()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  const refused = answer?.kind === 'refused' ? answer : null
  return (
    <div className="page narrow mine">
      <h1>{t('titles.mine')}</h1>
      <p className="lead">{t('mine.lead')}</p>
      {view.saved && refused === null ? (
        <div role="status">
          <Notice tone="calm" title={t('mine.saved')} />
        </div>
      ) : null}
      {view.withdrawn ? (
        <Notice tone="warning" title={t('mine.withdrawnTitle')}>
          <p>{t('mine.withdrawnText')}</p>
          <p>
            <a href="/valkommen">{t('mine.approveAgain')}</a>
          </p>
        </Notice>
      ) : null}
      <section aria-labelledby="mer">
        <h2 id="mer">{t('mine.more')}</h2>
        <ul className="ways">
          <Way to="/mina-uppgifter/utdrag" title={t('mine.toExtract')} help={t('mine.toExtractHelp')} byEid />
          <Way to="/mina-uppgifter/logg" title={t('mine.toLog')} help={t('mine.toLogHelp')} />
          {view.withdrawn ? null : <Way to="/familj" title={t('mine.toFamily')} help={t('mine.toFamilyHelp')} />}
          {view.withdrawn ? null : (
            <Way to="/mina-uppgifter/pin-kod" title={t('mine.toPin')} help={t('mine.toPinHelp')} />
          )}
          <Way to="/mina-uppgifter/inloggningar" title={t('mine.toSessions')} help={t('mine.toSessionsHelp')} />
          <Way to="/mina-uppgifter/avsluta" title={t('mine.toClose')} help={t('mine.toCloseHelp')} byEid />
        </ul>
      </section>
      <section aria-labelledby="du">
        <h2 id="du">{t('mine.who')}</h2>
        <dl className="who">
          <dt>{t('mine.name')}</dt>
          <dd>{view.name === '' ? t('mine.noName') : view.name}</dd>
        </dl>
        <p className="help">{t('mine.nameHelp')}</p>
      </section>
      {byPin ? (
        <SeenSettings mine={view.mine} />
      ) : (
        <Settings
          mine={refused === null ? view.mine : { ...view.mine, ...refused.typed }}
          typedEmail={refused?.typed.email ?? null}
          why={refused?.why ?? null}
        />
      )}
      <Approvals approvals={view.mine.approvals} canWithdraw={!view.withdrawn} />
    </div>
  )
}

interface WayProps {
  readonly to: string
  readonly title: string
  readonly help: string
  /** It takes an e-ID. */
  readonly byEid?: true
}

function Way({ to, title, help, byEid }: WayProps) {
  return (
    <li>
      {byEid === true ? <EidLink to={to}>{title}</EidLink> : <a href={to}>{title}</a>}
      <p className="help">{help}</p>
    </li>
  )
}

/** For one who came by PIN. */
function SeenSettings({ mine }: { readonly mine: MineView }) {
  const { t } = useWords()
  const yesNo = (value: boolean) => t(value ? 'mine.on' : 'mine.off')
  return (
    <section aria-labelledby="installningar">
      <h2 id="installningar">{t('mine.settings')}</h2>
      <p>{t('mine.settingsByPin')}</p>
      <dl className="who">
        <dt>{t('mine.email')}</dt>
        <dd>{mine.email ?? t('mine.noEmail')}</dd>
        <dt>{t('mine.noticesName')}</dt>
        <dd>{yesNo(mine.notices)}</dd>
        <dt>{t('mine.language')}</dt>
        <dd>{mine.language === 'sv' ? 'Svenska' : 'English'}</dd>
        <dt>{t('mine.protectedName')}</dt>
        <dd>{yesNo(mine.protectedIdentity)}</dd>
      </dl>
      <p className="actions">
        <EidLink to="/mina-uppgifter">{t('mine.changeByEid')}</EidLink>
      </p>
    </section>
  )
}

/** An ordinary form: with a new language the whole page changes. */
function Settings({
  mine,
  typedEmail,
  why,
}: {
  readonly mine: MineView
  /** What was refused. */
  readonly typedEmail: string | null
  readonly why: 'bad-email' | 'too-many-changes' | null
}) {
  const { t } = useWords()
  const error = why === null ? undefined : t(why === 'bad-email' ? 'mine.badEmail' : 'mine.tooManyChanges')
  return (
    <section aria-labelledby="installningar">
      <h2 id="installningar">{t('mine.settings')}</h2>
      {mine.unconfirmedEmail === null ? null : (
        <Notice tone="calm" title={t('mine.unconfirmedTitle')}>
          <p>{t('mine.unconfirmed', { email: mine.unconfirmedEmail })}</p>
        </Notice>
      )}
      <form method="post" action="/mina-uppgifter" noValidate className="settings">
        {error === undefined ? null : (
          <ErrorSummary title={t('mine.errorTitle', { count: 1 })} errors={{ epost: error }} />
        )}
        <InputField
          name="epost"
          type="email"
          label={t('mine.email')}
          help={t('mine.emailHelp')}
          error={error}
          // One that waits stays in the field: saving something else must not take it away.
          value={typedEmail ?? mine.unconfirmedEmail ?? mine.email ?? ''}
          input={{ autoComplete: 'email' }}
        />
        <CheckField name="besked" label={t('mine.notices')} help={t('mine.noticesHelp')} checked={mine.notices} />
        <SelectField
          name="sprak"
          label={t('mine.language')}
          value={mine.language}
          options={[
            { value: 'sv', text: 'Svenska' },
            { value: 'en', text: 'English' },
          ]}
        />
        <CheckField
          name="skyddad"
          label={t('mine.protectedIdentity')}
          help={t('mine.protectedIdentityHelp')}
          checked={mine.protectedIdentity}
        />
        <CheckField name="ombud" label={t('mine.ombudHelp')} help={t('mine.ombudHelpHelp')} checked={mine.ombudHelp} />
        <p className="actions">
          <button className="button" type="submit">
            {t('mine.save')}
          </button>
        </p>
      </form>
    </section>
  )
}

/** Which partner stands in the log, as everything that is done in its pages. */
const channelWord = (channel: ApprovalView['channel']) =>
  channel === 'portal' || channel === 'ombud' ? channel : 'partner'

function Approvals({
  approvals,
  canWithdraw,
}: {
  readonly approvals: readonly ApprovalView[]
  readonly canWithdraw: boolean
}) {
  const { t, words } = useWords()
  const when = (moment: string) => words.moment(moment)
  return (
    <section aria-labelledby="godkannanden">
      <h2 id="godkannanden">{t('mine.approvals')}</h2>
      <ul className="plain-list">
        {approvals.map(({ version, channel, approvedAt, withdrawnAt }) => (
          <li key={approvedAt}>
            <strong>{t('mine.approval', { version })}</strong>
            <br />
            {t('mine.given', { when: when(approvedAt), where: t(`mine.channel.${channelWord(channel)}`) })}{' '}
            {withdrawnAt === null ? '' : t('mine.withdrawn', { when: when(withdrawnAt) })}
          </li>
        ))}
      </ul>
      <p className="actions">
        <EidLink to="/valkommen">{t('mine.readTerms')}</EidLink>
        {canWithdraw ? <EidLink to="/mina-uppgifter/aterkalla">{t('mine.withdrawLink')}</EidLink> : null}
      </p>
    </section>
  )
}
