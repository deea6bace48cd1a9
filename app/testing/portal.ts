/** A portal for loader tests: realistic, and every part can be replaced. */
import type { ActionFunctionArgs, AppLoadContext } from '@remix-run/node'
import type {
  CollectionView,
  FallView,
  OverviewView,
  PortalContext,
  SaverServices,
  Standing,
} from '#server/services/api.ts'
import type { ExplanationView } from '#server/services/api/explanation.ts'
import type { MailLinks, MineServices, MineView } from '#server/services/api/mine.ts'
import type { StaffContext } from '#server/services/api/ombud.ts'
import type { SaverFacts } from '#server/services/api/facts.ts'
import type { ForecastView } from '#server/services/api/forecast.ts'
import type { SurvivorsView } from '#server/services/api/family.ts'
import type { PinLogin, PinView } from '#server/services/api/pin.ts'
import type { OpenedPlan, PlanOutlook, SavedPlan } from '#server/services/api/plans.ts'

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

const exampleFall: FallView = {
  month: '2038-03',
  age: 864,
  amount: 3000,
  contractId: 'itp',
  label: 'ITPK',
  reason: 'temporary-payout-ends',
  minor: false,
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
    moves: 'start',
    moved: false,
  },
  firstMonth: '2033-03',
  monthly: 20_000,
  afterTax: { monthly: 15_900, on: 'average', lowerTax: null },
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
  falls: [exampleFall],
  stepsDown: [{ month: '2038-03', age: 864, amount: 3000, falls: [exampleFall] }],
  contracts: [],
  entries: [],
  assumptions: ['return-1.9'],
  restsOnProjectedLaw: true,
  count: { answered: 18, of: 31, older: 0 },
  oldestFigures: '2026-03-03',
  missing: [{ providerId: 'lindo', name: 'Lindö Fond & Liv', word: 'failed', closedUntil: null }],
  missingHeldNothing: 0,
  collectionUnderWay: false,
}

const standing: Standing = {
  count: { answered: 18, of: 31, older: 0 },
  oldestFigures: '2026-03-03',
  publicReported: true,
}

export const exampleExplanation: ExplanationView = {
  standing,
  month: '2033-03',
  age: 804,
  retirementAge: 804,
  total: { amount: 1_998_734, before: null },
  shown: 20_000,
  rounding: 1266,
  families: [
    {
      pillar: 'allman-pension',
      amount: 1_498_734,
      before: null,
      contracts: [
        {
          contractId: 'public',
          label: 'Allmän pension',
          providerName: 'Pensionsmyndigheten',
          amount: 1_498_734,
          before: null,
          parts: [
            { component: 'inkomstpension', calculatedBy: 'provider-values', amount: 1_300_000, before: null },
            { component: 'garantipension', calculatedBy: 'provider-values', amount: 198_734, before: null },
          ],
        },
      ],
    },
    {
      pillar: 'tjanstepension',
      amount: 500_000,
      before: null,
      contracts: [
        {
          contractId: 'itp',
          label: 'ITPK',
          providerName: 'Nordfjäll Liv',
          amount: 500_000,
          before: null,
          parts: [{ component: 'avtal', calculatedBy: 'provider-forecast', amount: 500_000, before: null }],
        },
      ],
    },
  ],
  tax: { gross: 1_998_734, tax: 408_700, net: 1_590_034, on: 'average', steps: [] },
  contract: null,
  assumptions: ['municipality-average'],
  notAllFollowed: false,
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

export const exampleForecast: ForecastView = {
  frame: {
    name: exampleOverview.name,
    age: exampleOverview.age,
    ageNow: 572,
    earliest: [
      { pillar: 'allman-pension', age: 768, label: 'Allmän pension' },
      { pillar: 'tjanstepension', age: 660, label: 'ITPK' },
    ],
    items: [
      {
        id: 'public',
        pillar: 'allman-pension',
        label: 'Allmän pension',
        providerName: 'Pensionsmyndigheten',
        choice: { earliest: 768, latest: 900, durations: ['lifelong'] },
      },
      {
        id: 'itp',
        pillar: 'tjanstepension',
        label: 'ITPK',
        providerName: 'Nordfjäll Liv',
        choice: { earliest: 660, latest: 900, durations: ['lifelong', 60, 120] },
      },
    ],
    salary: exampleOverview.salary,
    facts: exampleFacts,
    municipality: 'Stockholm',
    count: exampleOverview.count,
    oldestFigures: exampleOverview.oldestFigures,
    collectionUnderWay: false,
  },
  answer: {
    choices: {},
    age: 804,
    firstMonth: '2046-05',
    notFollowed: { age: false, work: false, withdrawal: false, contracts: [] },
    lowerTax: null,
    outcomes: {
      low: { gross: 18_000, net: 14_500, guaranteed: 2000 },
      expected: { gross: 20_000, net: 16_000, guaranteed: 2000 },
      high: { gross: 23_000, net: 18_200, guaranteed: 2000 },
    },
    later: { age: 85, low: 13_000, expected: 17_000, high: 22_000 },
    byPillar: exampleOverview.byPillar,
    work: null,
    supplements: [],
    years: exampleOverview.years.map((year) => ({ ...year, contracts: [] })),
    falls: exampleOverview.falls,
    stepsDown: exampleOverview.stepsDown,
    items: [
      {
        id: 'public',
        payments: [{ monthly: 15_000, from: '2046-05', to: null, running: false }],
        start: 804,
        duration: 'lifelong',
        calculatedBy: 'standard-assumptions',
        notProjected: null,
        guaranteed: null,
        assumptions: [],
      },
      {
        id: 'itp',
        payments: [{ monthly: 5000, from: '2046-05', to: '2051-04', running: false }],
        start: 804,
        duration: 60,
        calculatedBy: 'provider-forecast',
        notProjected: null,
        guaranteed: 2000,
        assumptions: ['return-1.9'],
      },
    ],
    assumptions: ['return-1.9', 'municipality-average'],
    restsOnProjectedLaw: true,
  },
}

export const examplePlan: SavedPlan = {
  planId: '0c8ad22c-5a30-4d0f-8f3e-6b1a2f0e7d11',
  version: 1,
  name: 'Sluta vid 66',
  choices: { retirementAge: 792, contracts: { itp: { start: 792, duration: 120 } } },
  wish: null,
  then: { day: '2026-11-01', firstMonth: '2032-03', gross: 19_800, net: 15_900 },
}

export const exampleOutlook: PlanOutlook = {
  standing,
  age: 792,
  firstMonth: '2032-03',
  gross: 20_000,
  net: 16_000,
  at: [
    { age: 65, paid: { gross: 0, net: 0 } },
    { age: 70, paid: { gross: 20_000, net: 16_000 } },
    { age: 75, paid: { gross: 20_000, net: 16_000 } },
    { age: 85, paid: { gross: 15_000, net: 12_500 } },
  ],
  lowerTax: null,
  lowest: { month: '2042-03', age: 912, gross: 15_000 },
  falls: [
    {
      month: '2042-03',
      age: 912,
      amount: 5000,
      what: { pillar: 'tjanstepension', label: 'ITPK', providerName: 'Nordfjäll Liv' },
      reason: 'temporary-payout-ends',
      minor: false,
    },
  ],
  payouts: [
    {
      contractId: 'itp',
      pillar: 'tjanstepension',
      label: 'ITPK',
      providerName: 'Nordfjäll Liv',
      firstMonth: '2032-03',
      age: 792,
      to: '2042-02',
      monthly: 5000,
      running: false,
      irrevocable: true,
    },
  ],
  left: [
    { age: 75, amount: 61_000 },
    { age: 85, amount: 0 },
  ],
  totals: [
    { age: 85, gross: 4_200_000, net: 3_400_000 },
    { age: 95, gross: 6_000_000, net: 4_900_000 },
  ],
  years: Array.from({ length: 30 }, (_, index) => ({ age: 66 + index, gross: index < 10 ? 20_000 : 15_000 })),
  notFollowed: [],
}

const exampleOpenedPlan: OpenedPlan = {
  plan: examplePlan,
  today: '2026-11-22',
  outlook: exampleOutlook,
  payers: [
    {
      provider: 'Nordfjäll Liv',
      tasks: [
        {
          taskId: 'itp.2032-03.120',
          what: { pillar: 'tjanstepension', label: 'ITPK', providerName: 'Nordfjäll Liv' },
          firstMonth: '2032-03',
          age: 792,
          draw: { duration: 120 },
          actBy: '2031-12-01',
          passed: false,
          basis: 'assumed',
          irrevocable: true,
          done: false,
          sending: { kind: 'none' },
        },
      ],
    },
  ],
}

export const exampleSurvivors: SurvivorsView = {
  standing,
  deathAge: 562,
  youngest: 562,
  oldest: 1140,
  moved: false,
  retirementAge: 804,
  firstMonth: '2026-12',
  monthly: 10_000,
  years: [
    { year: 2026, months: 1, total: 10_000, parts: [{ pillar: 'tjanstepension', monthly: 10_000 }] },
    { year: 2027, months: 12, total: 9200, parts: [{ pillar: 'tjanstepension', monthly: 9200 }] },
  ],
  contracts: [
    {
      contractId: 'itp',
      pillar: 'tjanstepension',
      label: 'ITP1',
      providerName: 'Nordfjäll Liv',
      status: 'paid',
      covers: ['aterbetalningsskydd', 'familjeskydd'],
      payments: [{ monthly: 10_000, from: '2026-12', to: '2027-11' }],
      capital: 120_000,
      beneficiaries: 'not-named',
    },
  ],
}

export const exampleCode = '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV'

const exampleView: MineView = {
  email: 'asa@exempel.se',
  unconfirmedEmail: null,
  language: 'sv',
  notices: true,
  protectedIdentity: false,
  ombudHelp: true,
  approvals: [{ version: '1', channel: 'portal', approvedAt: '2026-11-22T08:00:00.000Z', withdrawnAt: null }],
}

const examplePin: PinView = {
  offered: true,
  protectedIdentity: false,
  state: 'off',
  reason: null,
  orderedAt: null,
  lockedUntil: null,
}

export const exampleMine = (replaced: Partial<MineServices> = {}): MineServices => ({
  read: () => Promise.resolve(exampleView),
  change: () => Promise.resolve({ kind: 'saved' }),
  withdrawTerms: () => Promise.resolve(),
  accesses: () => Promise.resolve({ entries: [], olderBefore: null }),
  extract: (format) =>
    Promise.resolve({ name: `utdrag.${format}`, contentType: 'text/plain', bytes: Buffer.from('utdrag') }),
  ombudConsents: () => Promise.resolve([]),
  revokeOmbud: () => Promise.resolve(),
  ...replaced,
})

export const exampleSaver = (replaced: Partial<SaverServices> = {}): SaverServices => ({
  profile: { name: 'Åsa Öström-Lindqvist', protectedIdentity: false, email: null },
  terms: { version: '1', approved: true, withdrawn: false },
  byPin: false,
  freshLogin: true,
  closeAccount: () => Promise.resolve({ kind: 'closed' }),
  approve: () => Promise.resolve({ kind: 'approved' }),
  startCollection: () => Promise.resolve({ kind: 'started' }),
  collection: () => Promise.resolve(exampleCollection),
  overview: () => Promise.resolve(exampleOverview),
  facts: {
    work: () => Promise.resolve(null),
    read: () =>
      Promise.resolve({
        facts: exampleFacts,
        version: 1,
        municipalities: [{ code: '0180', name: 'Stockholm' }],
        today: '2026-11-22',
      }),
    save: () => Promise.resolve({ kind: 'saved' }),
  },
  forecast: {
    view: () => Promise.resolve(exampleForecast),
    answers: () => Promise.resolve([exampleForecast.answer]),
  },
  explanation: { read: () => Promise.resolve(exampleExplanation) },
  family: { survivors: () => Promise.resolve(exampleSurvivors) },
  household: {
    view: () => Promise.resolve({ state: 'none' }),
    invite: () => Promise.resolve(exampleCode),
    look: () => Promise.resolve({ kind: 'household', name: 'Bo Björk' }),
    accept: () => Promise.resolve('taken'),
    confirm: () => Promise.resolve(),
    leave: () => Promise.resolve(),
  },
  helpers: {
    list: () => Promise.resolve({ helpers: [], latestEnd: '2027-11-22' }),
    give: () => Promise.resolve({ kind: 'invited', code: exampleCode }),
    confirm: () => Promise.resolve(),
    revoke: () => Promise.resolve(),
    forget: () => Promise.resolve(),
    look: () => Promise.resolve({ kind: 'helper', name: 'Bo Björk', scope: 'forecast', endsOn: '2027-05-01' }),
    accept: () => Promise.resolve('taken'),
    helping: () => Promise.resolve([]),
    open: () => Promise.resolve(null),
    stop: () => Promise.resolve(),
  },
  plans: {
    list: () => Promise.resolve([examplePlan]),
    save: () => Promise.resolve({ kind: 'saved', planId: examplePlan.planId }),
    change: () => Promise.resolve({ kind: 'saved', planId: examplePlan.planId }),
    copy: () => Promise.resolve({ kind: 'saved', planId: examplePlan.planId }),
    remove: () => Promise.resolve('removed'),
    open: () => Promise.resolve(exampleOpenedPlan),
    compare: () => Promise.resolve([{ plan: examplePlan, outlook: exampleOutlook }]),
    bounds: () => Promise.resolve({ earliest: 756, latest: 900, riktalder: 804 }),
    find: () => Promise.resolve({ kind: 'no-figures' }),
    tick: () => Promise.resolve(true),
  },
  errands: {
    list: () => Promise.resolve([]),
    planToSend: () => Promise.resolve({ plan: examplePlan, sends: [] }),
    sendPlan: () => Promise.resolve({ kind: 'sent', count: 1 }),
  },
  entries: {
    list: () => Promise.resolve({ entries: [], most: 50, today: '2026-11-22', age: 570 }),
    add: () => Promise.resolve({ kind: 'saved' }),
    change: () => Promise.resolve({ kind: 'saved' }),
    remove: () => Promise.resolve({ kind: 'removed' }),
  },
  corrections: {
    contract: (contractId) =>
      Promise.resolve({ contractId, label: 'ITP 1', providerName: 'Nordfjäll Liv', reportable: 'yes' }),
    report: () => Promise.resolve({ kind: 'handed-in' }),
    list: () => Promise.resolve([]),
  },
  mine: exampleMine(),
  pin: {
    read: () => Promise.resolve(examplePin),
    order: () => Promise.resolve({ kind: 'ordered' }),
    turnOff: () => Promise.resolve(),
  },
  sessions: {
    list: () => Promise.resolve([]),
    end: () => Promise.resolve(),
    endOthers: () => Promise.resolve(),
  },
  changes: { read: () => Promise.resolve({ kind: 'one-collection', day: '2026-11-22' }) },
  ...replaced,
})

export interface Visit {
  readonly saver?: SaverServices | null
  readonly form?: Readonly<Record<string, string>>
  readonly cookie?: string
  /** Parts of the address that the route names. */
  readonly params?: Readonly<Record<string, string>>
  readonly mailLinks?: MailLinks
  readonly pinLogin?: PinLogin
  readonly staff?: StaffContext | null
}

/** What a loader or an action is handed. */
export function visit(
  path: string,
  { saver = exampleSaver(), form, cookie, params = {}, mailLinks, pinLogin, staff = null }: Visit = {},
): ActionFunctionArgs {
  const portal: PortalContext = {
    language: 'sv',
    productName: 'Samlad Pension',
    cspNonce: 'nonce',
    saver,
    refusal: null,
    staff,
    embedded: null,
    sessionTag: saver && 'tag',
    saverTag: saver && 'saver-tag',
    chooseLanguage: (language) => Promise.resolve(`__Host-sprak=${language}`),
    idleMinutes: 15,
    operatorContact: 'hjalp@pension.example',
    pinLogin: pinLogin ?? null,
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
  return { request, context, params }
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
