/** One saver, every surface that tells their figures: each tells the same, and what they lack. */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { Holding } from '#forecasting/model/holding.ts'
import { kronor } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { checkDigit, PersonalNumber } from '#providers/personal-number.ts'
import { allHoldings } from '#providers/simulator/holdings.ts'
import { testPerson } from '#providers/simulator/persons.ts'
import { simulatedProviders } from '#providers/simulator/providers.ts'
import { createI18n } from '../app/texts/i18n.ts'
import { sv } from '../app/texts/sv/index.ts'
import { inThousands, wordsOf } from '../app/texts/words.ts'
import { sourceCountText } from '../app/components/source-count.tsx'
import { hashToken, newToken } from './auth/tokens.ts'
import { createStaffDoor } from './compose-staff.ts'
import { composePortal } from './compose.ts'
import { addApproval } from './db/approvals.ts'
import { createCollection, settleIfDone } from './db/collections.ts'
import { asSaver, openKnex } from './db/database.ts'
import { giveConsent, newestCase, openCase } from './db/ombud-cases.ts'
import { replaceProviders } from './db/providers.ts'
import { markFailed, storeAnswer } from './db/retrievals.ts'
import { findOrCreateSaver } from './db/savers.ts'
import { openSession } from './db/sessions.ts'
import { openStaffSession } from './db/staff-sessions.ts'
import { builtPages } from './http/pages.ts'
import type { TestPortal } from './http/testing/portal.ts'
import { startTestPortal, testOmbud } from './http/testing/portal.ts'
import type { Letter } from './letters/post.ts'
import { createLogger } from './observability/logger.ts'
import { KeySets } from './partner/key-sets.ts'
import { partnerRoutes } from './partner/routes.ts'
import type { SignedData } from './partner/signed-data.ts'
import { openSigningKeys } from './partner/signing-keys.ts'
import type { TestPartner } from './partner/testing/partner.ts'
import { startTestPartner } from './partner/testing/partner.ts'
import { Page } from './pdf/page.ts'
import { createServices } from './rooms.ts'
import type { SaverScoped } from './compose.ts'
import type { OverviewView } from './services/api.ts'
import type { OwnEntryContent } from './services/api/entries.ts'
import type { SaverFacts } from './services/api/facts.ts'
import { nothingSaid } from './services/facts/service.ts'
import { PersonCache } from './services/portfolio/person-cache.ts'
import { termsVersion } from './services/saver/terms.ts'
import type { TestDatabase } from './testing/database.ts'
import { testDatabase } from './testing/database.ts'
import { anyNumber, anyNumberOfTheSeventies, contractHolding, providerEntry } from './testing/examples.ts'

const name = 'Åsa Öström-Lindqvist'
const stateAgency = 'pensionsmyndigheten'
const entries = simulatedProviders.map(({ id, name: called, kind }) => providerEntry(id, { name: called, kind }))
const insurer = entries.find(({ kind }) => kind === 'insurer')?.id ?? ''
const { t } = createI18n('sv', sv, 'Samlad Pension')
const words = wordsOf(t)
const at = new Date()

let test: TestDatabase
let portal: TestPortal
let bank: TestPartner
let services: SaverScoped
const letters: Letter[] = []

beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, entries)
  const logger = createLogger({ level: 'fatal', process: 'web' })
  const servicesOver = createServices({
    now: () => at,
    operatorContact: null,
    erase: () => Promise.resolve(),
    // As in the portal: what is kept between pages is of the same figures.
    persons: new PersonCache({ size: 10, now: () => at }),
  })
  services = servicesOver(test.app)
  const db = { ...test.app, limitsTimes: 1000 }
  const post = {
    addressOf: () => Promise.resolve({ lines: ['Storgatan 1'], postalCode: '123 45', town: 'Åmål' }),
    queueLetter: (letter: Letter) => {
      letters.push(letter)
      return Promise.resolve()
    },
  }
  const staff = createStaffDoor({ db, servicesOver, ways: { post, mailbox: null }, logger })
  const pages = await builtPages(new URL('../', import.meta.url))
  const { privateKey } = generateKeyPairSync('ed25519')
  const signing = await openSigningKeys([privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()])
  bank = await startTestPartner(test.owner, 'banken', anyNumber().reveal())
  portal = await startTestPortal({
    db,
    issuer: () => Promise.resolve({ url: new URL('http://localhost:1') }),
    ombud: () => Promise.resolve(testOmbud),
    partners: (origin) =>
      partnerRoutes({
        db,
        origin,
        keys: new KeySets({ loopbackAllowed: true }),
        signing,
        servicesOver,
        logger,
        devServer: false,
      }),
    pages: pages.handler(composePortal(db, servicesOver, logger, { staff })),
  })
}, 60_000)
afterAll(async () => {
  await Promise.all([bank.close(), portal.close()])
  await test.close()
})

/** What becomes of the question to a source. */
type Answering = 'answers' | 'fails' | 'waits'
interface Life {
  readonly number: PersonalNumber
  readonly held: readonly { readonly provider: string; readonly holding: Holding }[]
  readonly answering?: (providerId: string) => Answering
  /** All has been asked once so many days ago, and answered; what then becomes of it is of a second time. */
  readonly before?: number
  readonly own?: readonly OwnEntryContent[]
  readonly facts?: Partial<SaverFacts>
}

async function collect(
  saverId: string,
  { held }: Pick<Life, 'held'>,
  answering: (providerId: string) => Answering,
  providers = entries,
) {
  await asSaver(test.app, saverId, async (transaction) => {
    const created = await createCollection(transaction, {
      reason: 'saver-asked',
      deadlineAt: new Date(Date.now() + 3_600_000),
      providers,
    })
    for (const { retrievalId, providerId } of created?.retrievals ?? []) {
      const answers = answering(providerId)
      if (answers === 'fails') await markFailed(transaction, retrievalId, 'unreachable')
      if (answers !== 'answers') continue
      const [first, ...rest] = held.flatMap(({ provider, holding }) => (provider === providerId ? [holding] : []))
      const original = { bytes: Buffer.from('<svar/>'), contentType: 'text/xml' }
      await storeAnswer(
        transaction,
        retrievalId,
        first === undefined
          ? { kind: 'nothing-held', original }
          : { kind: 'answered', holdings: [first, ...rest], original },
      )
    }
    await settleIfDone(transaction, created?.collectionId ?? '')
  })
}

async function setBack(saverId: string, days: number): Promise<void> {
  const sql = openKnex(test.urls.superuser, 1)
  try {
    for (const [table, column] of [
      ['retrieval', 'answered_at'],
      ['collection', 'requested_at'],
    ] as const) {
      await sql.raw(`update ${table} set ${column} = ${column} - ? * interval '1 day' where saver_id = ?`, [
        days,
        saverId,
      ])
    }
  } finally {
    await sql.destroy()
  }
}

async function saverWith(life: Life): Promise<string> {
  const { saverId } = await findOrCreateSaver(test.app, { number: life.number, name })
  await asSaver(test.app, saverId, (transaction) =>
    addApproval(transaction, { version: termsVersion, channel: 'portal' }),
  )
  if (life.before !== undefined) {
    await collect(saverId, life, () => 'answers')
    await setBack(saverId, life.before)
  }
  await collect(saverId, life, life.answering ?? (() => 'answers'))
  for (const content of life.own ?? []) await services.rooms.entries.add(saverId, content)
  if (life.facts) await services.rooms.facts.save(saverId, { ...nothingSaid, ...life.facts }, 0)
  return saverId
}

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ')

interface Shown {
  readonly html: string
  /** What can be read on it, with spaces that do not break as they stand. */
  readonly raw: string
  readonly text: string
}

async function page(path: string, cookie: string): Promise<Shown> {
  const answer = await fetch(`${portal.origin}${path}`, {
    headers: { cookie, accept: 'text/html' },
    redirect: 'manual',
  })
  const body = await answer.text()
  expect([path, answer.status]).toEqual([path, 200])
  const [main = ''] = /<main[\s\S]*<\/main>/.exec(body) ?? []
  const html = main
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replaceAll('<!-- -->', '')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
  const raw = html.replace(/<[^>]+>/g, ' ')
  return { html, raw, text: plain(raw) }
}

/** What is written by `write`, in the order in which it stands. */
async function written(write: () => Promise<unknown>): Promise<Omit<Shown, 'html'>> {
  const lines: string[] = []
  const spies = [
    vi.spyOn(Page.prototype, 'heading').mockImplementation((_level, text) => void lines.push(text)),
    vi.spyOn(Page.prototype, 'paragraph').mockImplementation((text) => void lines.push(text)),
    vi.spyOn(Page.prototype, 'table').mockImplementation((rows) => {
      lines.push(...rows.map(({ label, text }) => `${label}: ${text}`))
      return Promise.resolve()
    }),
  ]
  try {
    await write()
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  const raw = lines.join('\n')
  return { raw, text: plain(raw) }
}

async function cookies(saverId: string, number: PersonalNumber) {
  const open = async (partnerId: string | null) => {
    const token = newToken()
    await openSession(test.app, {
      tokenHash: hashToken(token),
      saverId,
      level: 'loa3',
      partnerId,
      idToken: partnerId === null ? 'a.b.c' : null,
    })
    return token
  }
  const staffToken = newToken()
  await openStaffSession(test.app, hashToken(staffToken), { reference: randomUUID().slice(0, 12), role: 'ombud' })
  await asSaver(test.app, saverId, async (transaction) => {
    await openCase(test.app, hashToken(staffToken), number)
    const code = (await newestCase(test.app, hashToken(staffToken)))?.code ?? ''
    await giveConsent(transaction, { code, number, version: '2026-12' }, { allowed: true, saverId })
  })
  return {
    own: `__Host-session=${await open(null)}`,
    embedded: `__Host-embed=${await open('banken')}.frame.sv.banken`,
    staff: `__Host-staff=${staffToken}`,
  }
}

/** The saver shows what is theirs to somebody with a contract of their own. @returns the other's cookie and the page's id */
async function share(saverId: string) {
  const { saverId: friendId } = await findOrCreateSaver(test.app, {
    number: anyNumberOfTheSeventies(),
    name: 'Bo Björk',
  })
  const held = [{ provider: insurer, holding: contractHolding('B-1') }]
  await asSaver(test.app, friendId, (transaction) =>
    addApproval(transaction, { version: termsVersion, channel: 'portal' }),
  )
  const asked = entries.filter(({ id }) => id === insurer)
  await collect(friendId, { held }, () => 'answers', asked)
  const { helpers, household } = services.rooms
  const endsOn = new Date(at.getTime() + 30 * 86_400_000).toISOString().slice(0, 10)
  const given = await helpers.give(saverId, { scope: 'forecast-and-plans', endsOn }, randomUUID())
  if (given.kind !== 'invited') throw new Error('Not invited')
  await helpers.accept(friendId, given.code)
  const [helper] = (await helpers.list(saverId)).helpers
  await helpers.confirm(saverId, helper?.id ?? '')
  await household.accept(friendId, (await household.invite(saverId, randomUUID())) ?? '')
  await household.confirm(saverId)
  await household.view(saverId)
  const token = newToken()
  await openSession(test.app, {
    tokenHash: hashToken(token),
    saverId: friendId,
    level: 'loa3',
    partnerId: null,
    idToken: 'a.b.c',
  })
  const [helping] = await helpers.helping(friendId)
  return { friend: `__Host-session=${token}`, friendId, helpingId: helping?.id ?? '' }
}

async function signed(number: PersonalNumber): Promise<SignedData> {
  const address = `${portal.origin}/partner/data`
  const claims = { 'https://id.oidc.se/claim/personalIdentityNumber': number.reveal() }
  const answer = await fetch(address, {
    method: 'POST',
    body: new URLSearchParams(await bank.form(address, { customer: claims })),
  })
  const jws = await answer.text()
  expect(answer.status).toBe(200)
  return decodeJwt(jws)
}

const send = (path: string, cookie: string, form: Readonly<Record<string, string>>) =>
  fetch(`${portal.origin}${path}`, {
    method: 'POST',
    headers: { cookie, Origin: portal.origin },
    body: new URLSearchParams(form),
    redirect: 'manual',
  })

interface HeldContent {
  readonly content: {
    readonly capital?: { readonly value?: string }
    readonly overview?: { readonly monthly: number } | null
  }
}

/** What is held of a saver, as each form of the extract tells it. */
async function extractOf(saverId: string) {
  const take = async (format: 'json' | 'csv' | 'pdf') =>
    Buffer.from((await services.rooms.mine.extract(saverId, format, 'sv')).bytes)
  const { tables } = JSON.parse((await take('json')).toString('utf8')) as {
    readonly tables: readonly { readonly table: string; readonly rows: readonly HeldContent[] }[]
  }
  const csv = (await take('csv')).toString('utf8').replaceAll('\r', '')
  const { raw } = await written(() => take('pdf'))
  const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, value = '']) => value)
  return {
    json: (table: string) => tables.find((one) => one.table === table)?.rows ?? [],
    csv: (pattern: RegExp) => all(csv, pattern),
    pdf: (pattern: RegExp) => all(raw, pattern),
  }
}

const noPublicWords = /(Ingen a|A)llmän pension är (inte )?med i beloppet/

const givesNothing = ({ monthly, years }: OverviewView) => monthly === 0 && years.every(({ total }) => total === 0)
const isPublicCounted = ({ years }: OverviewView) =>
  years.some(({ parts }) => parts.some(({ pillar, monthly }) => pillar === 'allman-pension' && monthly > 0))

const amountIn = (text: string | undefined): number | null =>
  text === undefined ? null : Number(text.replace(/\D/g, ''))
const found = (pattern: RegExp, text: string): number | null => amountIn(pattern.exec(text)?.[1])

type Paid = OverviewView['contracts'][number]['payments'][number]
const paidWords = ({ monthly, from }: Pick<Paid, 'monthly' | 'from'>) =>
  plain(`${words.perMonth(monthly)} från ${words.month(from)}`)
/** "4 300 kr/månad från juni 2033", wherever it stands. */
const paymentsIn = ({ raw }: Pick<Shown, 'raw'>): ReadonlySet<string> =>
  new Set([...raw.matchAll(/\d[\d\u00a0]*[\u00a0 ]kr\/månad\s+från\s+\p{L}+\s+\d{4}/gu)].map(([one]) => plain(one)))
/** Every number that stands on it, but the minutes and the clock of a call. */
const figuresIn = ({ raw }: Pick<Shown, 'raw'>): readonly string[] =>
  [...raw.replace(/\d+\s(?:minut|minute)\S*|\d\d:\d\d/g, '').matchAll(/\d(?:[\d\u00a0]*\d)?/g)]
    .map(([one]) => one)
    .toSorted()

const numberFrom = (text: string): PersonalNumber => {
  const number = PersonalNumber.parse(text)
  if (number === null) throw new Error('Not a number that can exist')
  return number
}
const made = (born: string): PersonalNumber => numberFrom(`${born}238${checkDigit(`${born.slice(2)}238`)}`)
const person = (key: Parameters<typeof testPerson>[0]): Pick<Life, 'number' | 'held'> => {
  const number = numberFrom(testPerson(key).number)
  return { number, held: allHoldings(number) }
}
const capital = (value: string, contractNumber: string) => ({
  provider: insurer,
  holding: contractHolding(contractNumber, { capital: { value: kronor(value), date: isoDateOf('2026-10-31') } }),
})
const abroad: OwnEntryContent = {
  what: 'utland',
  name: 'Tysk pension',
  amount: 3049,
  from: age(67),
  to: null,
  taxed: true,
}
const rent: OwnEntryContent = { what: 'inkomst', name: 'Hyra', amount: 1049, from: age(62), to: null, taxed: false }

const lives: Readonly<Record<string, () => Life>> = {
  'a mixed career': () => person('mixed-career'),
  'the state agency failed': () => ({
    ...person('itp1'),
    answering: (id) => (id === stateAgency ? 'fails' : 'answers'),
  }),
  'only the state agency has answered yet': () => ({
    ...person('itp2'),
    answering: (id) => (id === stateAgency ? 'answers' : 'waits'),
  }),
  'everything failed': () => ({ number: made('19690417'), held: [], answering: () => 'fails' }),
  'nothing held, nothing added': () => ({ number: made('19690418'), held: [] }),
  'nothing held, two entries added': () => ({ number: made('19690419'), held: [], own: [abroad, rent] }),
  'everything failed, two entries added': () => ({
    number: made('19690420'),
    held: [],
    own: [abroad, rent],
    answering: () => 'fails',
  }),
  'an entry that begins later': () => ({ number: made('19690421'), held: [], own: [{ ...abroad, from: age(70) }] }),
  'old figures beside a failed refresh': () => ({ ...person('saf-lo'), before: 45, answering: () => 'fails' }),
  'old figures of one source': () => ({
    ...person('municipal'),
    before: 45,
    answering: (id) => (id === stateAgency ? 'fails' : 'answers'),
  }),
  'figures of a week ago beside a failed refresh': () => ({ ...person('state'), before: 7, answering: () => 'fails' }),
  'a pensioner with an entry': () => ({ ...person('pensioner'), own: [rent] }),
  'contracts that round up': () => ({
    number: made('19690422'),
    held: ['510000.40', '520000.60', '530000.50'].map((value, index) => capital(value, `R-${index}`)),
  }),
  'abroad, under an agreement that is assumed': () => ({
    number: made('19690423'),
    held: [capital('300000.50', 'U-1')],
    facts: { resident: 'abroad', salary: 40_000, agreement: 'ITP1' },
  }),
}

it.each(Object.entries(lives))(
  '%s',
  async (_life, make) => {
    const life = make()
    const saverId = await saverWith(life)
    const view = await services.overview(saverId, {})
    if (view === null) throw new Error('Nothing was collected')
    const plan = await services.rooms.plans.save(saverId, {
      name: 'Tidigare',
      choices: { retirementAge: age(65) },
      wish: null,
    })
    if (plan.kind !== 'saved') throw new Error('Not saved')
    const { planId } = plan
    const cookie = await cookies(saverId, life.number)
    const { friend, friendId, helpingId } = await share(saverId)
    const overview = await page('/oversikt', cookie.own)
    const prognos = await page('/prognos', cookie.own)
    const easy = await page('/lattlast', cookie.own)
    const embedded = await page('/embed/oversikt', cookie.embedded)
    const embeddedForecast = await page('/embed/prognos', cookie.embedded)
    const desk = await page('/ombud/arende/oversikt', cookie.staff)
    const deskForecast = await page('/ombud/arende/prognos', cookie.staff)
    const helped = await page(`/hjalper/${helpingId}`, friend)
    const household = await page('/familj/hushall', friend)
    const letter = await written(() => send('/ombud/arende/brev', cookie.staff, { satt: 'post' }))
    const data = await signed(life.number)

    // The total, or that there is none.
    const nothing = givesNothing(view)
    const total = nothing ? null : view.monthly
    const figure = /class="amount">([^<]*)</
    expect({
      overview: found(figure, overview.html),
      prognos: found(figure, prognos.html),
      embedded: found(figure, embedded.html),
      embeddedForecast: found(figure, embeddedForecast.html),
      easy: found(/cirka ([\d ]+) kronor/, easy.text),
      desk: found(/class="figure">([^<]*)</, desk.html),
      deskForecast: found(/aria-current="true">.*?<td[^>]*>([^<]*)</, deskForecast.html),
      helped: found(/class="figure medium"(?! data-testid="no-amount")[^>]*>([^<]*)</, helped.html),
      letter: found(/Cirka ([\d ]+) kr\/månad före skatt/, letter.text),
    }).toEqual({
      overview: total,
      prognos: total,
      embedded: total,
      embeddedForecast: total,
      easy: total,
      desk: total,
      deskForecast: total,
      helped: total,
      letter: total,
    })
    const lowerTax = view.afterTax?.lowerTax ?? null
    expect(data).toMatchObject({
      monthly: view.monthly,
      monthlyAfterTax: view.afterTax?.monthly ?? null,
      lowerTax: lowerTax && { monthlyAfterTax: lowerTax.monthly, from: lowerTax.from },
      byPillar: view.byPillar,
      firstMonth: view.firstMonth,
      retirementAge: view.age.chosen,
      dataDate: view.oldestFigures,
    })

    // Each contract and entry: its amounts and first months.
    const contracts = view.contracts.flatMap(({ payments }) => payments.map(paidWords))
    const own = view.entries.flatMap(({ payments }) => payments.map(paidWords))
    const past = view.contracts.flatMap(({ pastPayments }) => pastPayments.map(paidWords))
    const both = new Set([...contracts, ...own])
    expect(paymentsIn(overview)).toEqual(new Set([...both, ...past]))
    expect(paymentsIn(embedded)).toEqual(new Set([...both, ...past]))
    expect(paymentsIn(desk)).toEqual(both)
    expect(paymentsIn(letter)).toEqual(both)
    expect(paymentsIn({ raw: helped.raw.split('Planerna')[0] ?? '' })).toEqual(new Set(contracts))
    expect(data.contracts.flatMap(({ payments }) => payments.map(paidWords))).toEqual(
      view.contracts.filter(({ status }) => status !== 'assumed').flatMap(({ payments }) => payments.map(paidWords)),
    )

    // How many sources, how old, and which are missing.
    const count = plain(sourceCountText(view.count, t))
    for (const { text } of [overview, prognos, embedded, embeddedForecast, desk, deskForecast, helped, household]) {
      expect(text).toContain(count)
    }
    expect(data.sources).toMatchObject(view.count)
    expect(letter.text).toContain(`${view.count.answered} av ${view.count.of} källor`)
    expect(letter.text.includes('äldre uppgift')).toBe(view.count.older > 0)
    if (!nothing) {
      expect(easy.text.includes('äldre uppgift')).toBe(view.count.older > 0)
      expect(easy.text).toContain(
        view.count.answered === view.count.of
          ? 'Alla som vi frågar har svarat.'
          : `${view.count.answered} av ${view.count.of} har`,
      )
    }
    for (const one of view.missing) {
      for (const { text } of [overview, embedded, desk, letter]) expect(text).toContain(one.name)
    }
    expect(view.missingHeldNothing).toBe(life.before === 7 ? view.missing.length : 0)
    expect(letter.text.includes('men inte den här gången')).toBe(view.missingHeldNothing > 0)
    const silent = data.sources.states.filter(({ state }) =>
      ['failed', 'waiting', 'closed', 'disconnected'].includes(state),
    )
    expect(silent.map(({ id }) => id).toSorted()).toEqual(view.missing.map(({ providerId }) => providerId).toSorted())
    for (const { text } of [overview, embedded, desk]) {
      expect(text.includes('Alla källor har svarat. Inget saknas')).toBe(
        view.missing.length === 0 && view.count.older === 0,
      )
      expect(text.includes('men inte den här gången')).toBe(view.missingHeldNothing > 0)
    }
    if (view.oldestFigures !== null) {
      const oldest = plain(t('overview.oldest', { day: words.day(view.oldestFigures) }))
      for (const { text } of [overview, prognos, embedded, embeddedForecast, desk, deskForecast, helped])
        expect(text).toContain(oldest)
      expect(letter.text).toContain(view.oldestFigures)
    }
    if (view.collectionUnderWay && !nothing) {
      for (const { text } of [overview, prognos, embedded, embeddedForecast, desk, deskForecast, helped]) {
        expect(text).toContain('Fler källor är på väg')
      }
      expect(letter.text).toContain('på väg att svara')
    }

    // What the amount is: before tax, in whose money, without whom, rounded how.
    if (!nothing) {
      for (const { text } of [overview, prognos, embedded, embeddedForecast, desk, deskForecast, helped, letter]) {
        expect(text).toContain('före skatt')
        expect(text).toContain('i dagens penningvärde')
      }
      expect(easy.text).toContain('ska du betala skatt')
      expect(easy.text).toContain('värda i dag')
      const noPublic = !isPublicCounted(view)
      for (const { text } of [overview, prognos, embedded, embeddedForecast, desk, deskForecast, helped]) {
        expect(noPublicWords.test(text)).toBe(noPublic)
      }
      expect(household.text.includes('Ingen allmän pension är med för Åsa')).toBe(noPublic)
      expect(letter.text.includes('Allmän pension är inte med')).toBe(noPublic)
      expect(easy.text.includes('Inga pengar från Pensionsmyndigheten')).toBe(noPublic)
      const { afterTax } = view
      const net = afterTax === null ? null : plain(words.perMonth(afterTax.monthly))
      for (const { text } of [overview, embedded, desk, letter]) {
        expect(/[Cc]irka ([\d ]+ kr\/månad) efter skatt/.exec(text)?.[1] ?? null).toBe(net)
      }
      const later = lowerTax && plain(words.perMonth(lowerTax.monthly))
      for (const { text } of [overview, prognos, embedded, embeddedForecast, desk, deskForecast, letter]) {
        expect(/blir skatten lägre: cirka ([\d ]+ kr\/månad) efter skatt/.exec(text)?.[1] ?? null).toBe(later)
      }
      const condition =
        view.age.moves === 'start' ? `vid ${plain(words.age(view.age.chosen))}` : plain(words.month(view.firstMonth))
      for (const { text } of [overview, prognos, embedded, desk, helped, letter]) expect(text).toContain(condition)
      expect(/före skatt, .*slutar arbeta vid/.test(helped.text.split('Planerna')[0] ?? '')).toBe(
        view.age.moves === 'start',
      )
    }
    if (both.size > 0) {
      for (const { text } of [overview, embedded, desk, letter])
        expect(text).toContain('Varje belopp är avrundat för sig')
    }
    expect(helped.text).not.toContain('av dig')

    // So too at the totals of plans, of the steps behind the figure and of survivors.
    const others = [
      `/planer/${planId}`,
      `/planer/jamfor?plan=${planId}`,
      `/planer/planerare?belopp=3000&skatt=fore&ar=${Math.floor(view.age.latest / 12)}&manader=${view.age.latest % 12}`,
      '/sa-raknade-vi',
      '/familj',
    ]
    for (const path of others) {
      const { text } = await page(path, cookie.own)
      expect([path, text.includes(count)]).toEqual([path, true])
      if (view.oldestFigures !== null)
        expect(text).toContain(plain(t('overview.oldest', { day: words.day(view.oldestFigures) })))
      if (!['/familj', '/forandringar'].includes(path) && view.monthly > 0 && !isPublicCounted(view))
        expect([path, text]).toEqual([path, expect.stringMatching(noPublicWords)])
    }

    // A plan is what its own page says.
    const planned = await page(`/planer/${planId}`, cookie.own)
    const planFigure =
      found(/ger ?: .*?([\d ]+) kr\/månad/, planned.text) ??
      found(/id="ger"[^>]*>[^<]*?([\d\u00a0]+)\u00a0kr\/månad/, planned.html)
    if (planFigure !== null) {
      expect(helped.text).toMatch(new RegExp(`Tidigare ${plain(inThousands(planFigure))} kr/månad före skatt`))
    }

    // At another age, in the money of then and in a low market: the same on each page that may be asked.
    const figureAt = async (path: string, of: string) => found(figure, (await page(path, of)).html)
    const [atOther, atOtherEmbedded, forecastAtOther] = [
      await figureAt('/oversikt?alder=66', cookie.own),
      await figureAt('/embed/oversikt?alder=66', cookie.embedded),
      await figureAt('/prognos?alder=66', cookie.own),
    ]
    expect([atOtherEmbedded, forecastAtOther]).toEqual([atOther, atOther])
    const choices = '/prognos?alder=66&pengar=lopande&marknad=lag'
    expect(await figureAt(`/embed${choices}`, cookie.embedded)).toBe(await figureAt(choices, cookie.own))

    // In the household: of a calendar year within which nothing changes, the mean of the year of life.
    const joined = await services.rooms.household.view(friendId)
    const theirs = joined.state === 'joined' ? joined.theirs : null
    expect(theirs).toMatchObject({ retirementAge: view.age.chosen, count: view.count })
    expect(household.text.includes('Om Åsa slutar arbeta vid')).toBe(view.age.moves === 'start')
    const totals = new Map(view.years.map(({ age: years, total: paid }) => [years, paid]))
    for (const { year, gross } of theirs?.years ?? []) {
      const turns = year - (theirs?.birthYear ?? 0)
      const steady = [turns - 1, turns, turns + 1].map((years) => totals.get(years))
      if (steady[0] !== undefined && steady.every((paid) => paid === steady[0]))
        expect([year, gross]).toEqual([year, steady[0]])
    }

    // The extract, in each form: every value that a contract is shown with, what was added, and what others are shown.
    const taken = await extractOf(saverId)
    const capitals = taken.json('holding').flatMap(({ content }) => content.capital?.value ?? [])
    for (const { pillar, capital: shown } of view.contracts) {
      if (shown !== null && pillar !== 'allman-pension')
        expect(capitals.map((value) => Math.round(Number(value)))).toContain(shown)
    }
    expect(taken.csv(/^holding,\d+,content\.capital\.value,(.*)$/gm)).toEqual(capitals)
    expect(taken.pdf(/ · capital · value: (.*)$/gm)).toEqual(capitals)
    const shares = taken.json('sharing_seat').flatMap(({ content }) => content.overview?.monthly ?? [])
    expect(shares).toEqual([view.monthly])
    expect(taken.csv(/^sharing_seat,\d+,content\.overview\.monthly,(.*)$/gm)).toEqual(shares.map(String))
    expect(taken.pdf(/ · overview · monthly: (.*)$/gm)).toEqual(shares.map(String))

    // The same figures in English.
    const inEnglish: readonly (readonly [string, Shown, string])[] = [
      ['/oversikt', overview, cookie.own],
      ['/prognos', prognos, cookie.own],
      ['/lattlast', easy, cookie.own],
      ['/embed/oversikt', embedded, cookie.embedded.replace('.sv.', '.en.')],
      ['/ombud/arende/oversikt', desk, cookie.staff],
      [`/hjalper/${helpingId}`, helped, friend],
      ['/familj/hushall', household, friend],
    ]
    for (const [path, swedish, whose] of inEnglish) {
      const english = await page(path, `${whose}; __Host-sprak=en`)
      expect(english.text).not.toContain('källor')
      expect([path, figuresIn(english)]).toEqual([path, figuresIn(swedish)])
    }
    await services.rooms.mine.change(saverId, { language: 'en' })
    const englishLetter = await written(() => send('/ombud/arende/brev', cookie.staff, { satt: 'post' }))
    expect(englishLetter.text).toContain('Your pension, gathered')
    expect(figuresIn(englishLetter)).toEqual(figuresIn(letter))
  },
  60_000,
)
