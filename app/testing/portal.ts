/** A portal for loader tests: realistic, and every part can be replaced. */
import type { ActionFunctionArgs, AppLoadContext } from '@remix-run/node'
import type { CollectionView, OverviewView, PortalContext, SaverServices } from '#server/services/api.ts'
import type { SaverFacts } from '#server/services/api/facts.ts'
import type { MailLinks, MineServices, MineView } from '#server/services/api/mine.ts'

export const exampleCollection: CollectionView = {
  state: 'under-way',
  startedAt: '2026-11-22T01:00:00.000Z',
  sources: [
    {
      providerId: 'pensionsmyndigheten',
      name: 'Pensionsmyndigheten',
      kind: 'authority',
      word: 'answered',
      fault: null,
      figuresFrom: null,
      closedUntil: null,
      holdingCount: 1,
    },
  ],
  count: { answered: 1, of: 31, older: 0 },
  workerAlive: true,
  anyFigures: true,
}

export const exampleOverview: OverviewView = {
  name: 'Åsa Öström-Lindqvist',
  age: {
    chosen: 804,
    earliest: 732,
    latest: 900,
    riktalder: 804,
    riktalderDecided: false,
    publicEarliest: 768,
    drawing: false,
    moved: false,
  },
  firstMonth: '2033-03',
  monthly: 20_000,
  byPillar: [
    { pillar: 'allman-pension', monthly: 15_000 },
    { pillar: 'tjanstepension', monthly: 5000 },
  ],
  salary: { monthly: 41_300, date: '2026-10-25' },
  years: Array.from({ length: 29 }, (_, index) => {
    const occupational = index < 5 ? 5000 : 2000
    return {
      age: 67 + index,
      months: 12,
      total: 15_000 + occupational,
      parts: [
        { pillar: 'allman-pension', monthly: 15_000 },
        { pillar: 'tjanstepension', monthly: occupational },
      ],
      contracts: [
        { contractId: 'public', monthly: 15_000 },
        { contractId: 'itp', monthly: occupational },
      ],
    }
  }),
  falls: [
    { month: '2038-03', age: 864, amount: 3000, contractId: 'itp', label: 'ITPK', reason: 'temporary-payout-ends' },
  ],
  contracts: [],
  assumptions: ['return-1.9'],
  restsOnProjectedLaw: true,
  count: { answered: 18, of: 31, older: 0 },
  oldestFigures: '2026-03-03',
  missing: [{ providerId: 'lindo', name: 'Lindö Fond & Liv', word: 'failed', closedUntil: null }],
  collectionUnderWay: false,
}

export const exampleFacts: SaverFacts = {
  maritalStatus: 'single',
  municipality: '0180',
  churchMember: false,
  resident: 'sweden',
  residenceYears: null,
  housing: null,
  salary: null,
  agreement: null,
}

const exampleView: MineView = {
  email: 'asa@exempel.se',
  unconfirmedEmail: null,
  language: 'sv',
  notices: true,
  protectedIdentity: false,
  approvals: [{ version: '1', channel: 'portal', approvedAt: '2026-11-22T08:00:00.000Z', withdrawnAt: null }],
}

export const exampleMine = (replaced: Partial<MineServices> = {}): MineServices => ({
  read: () => Promise.resolve(exampleView),
  change: () => Promise.resolve({ kind: 'saved' }),
  withdrawTerms: () => Promise.resolve(),
  accesses: () => Promise.resolve({ entries: [], olderBefore: null }),
  extract: (format) =>
    Promise.resolve({ name: `utdrag.${format}`, contentType: 'text/plain', bytes: Buffer.from('utdrag') }),
  ...replaced,
})

export const exampleSaver = (replaced: Partial<SaverServices> = {}): SaverServices => ({
  profile: { name: 'Åsa Öström-Lindqvist', protectedIdentity: false, email: null },
  terms: { version: '1', approved: true, withdrawn: false },
  freshLogin: true,
  closeAccount: () => Promise.resolve({ kind: 'closed' }),
  approve: () => Promise.resolve({ kind: 'approved' }),
  startCollection: () => Promise.resolve({ kind: 'started' }),
  collection: () => Promise.resolve(exampleCollection),
  overview: () => Promise.resolve(exampleOverview),
  facts: {
    read: () => Promise.resolve({ facts: exampleFacts, version: 1 }),
    save: () => Promise.resolve({ kind: 'saved' }),
  },
  mine: exampleMine(),
  ...replaced,
})

export interface Visit {
  readonly saver?: SaverServices | null
  readonly form?: Readonly<Record<string, string>>
  readonly cookie?: string
  readonly mailLinks?: MailLinks
}

/** What a loader or an action is handed. */
export function visit(
  path: string,
  { saver = exampleSaver(), form, cookie, mailLinks }: Visit = {},
): ActionFunctionArgs {
  const portal: PortalContext = {
    language: 'sv',
    productName: 'Samlad Pension',
    cspNonce: 'nonce',
    saver,
    sessionTag: saver && 'tag',
    chooseLanguage: (language) => Promise.resolve(`__Host-sprak=${language}`),
    idleMinutes: 15,
    mailLinks: mailLinks ?? {
      confirmEmail: () => Promise.resolve('confirmed'),
      unsubscribe: () => Promise.resolve('unsubscribed'),
    },
    reportFault: (error) => {
      throw error
    },
  }
  const context: AppLoadContext = { portal }
  const request = new Request(`http://localhost:3000${path}`, {
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    headers: cookie === undefined ? {} : { cookie },
  })
  return { request, context, params: {} }
}

interface Answered {
  readonly status: number
  readonly location: string | null
  readonly cookie: string | null
  readonly body: unknown
}

const isWithInit = (value: unknown): value is { readonly data: unknown; readonly init: ResponseInit | null } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'DataWithResponseInit'

/** Runs a loader or an action and tells what the browser would get, returned or thrown. */
export async function answerOf(run: () => unknown): Promise<Answered> {
  let value: unknown
  try {
    value = await run()
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown
    value = thrown
  }
  if (value instanceof Response) {
    const { status, headers } = value
    return { status, location: headers.get('location'), cookie: headers.get('set-cookie'), body: null }
  }
  if (isWithInit(value)) return { status: value.init?.status ?? 200, location: null, cookie: null, body: value.data }
  return { status: 200, location: null, cookie: null, body: value }
}
