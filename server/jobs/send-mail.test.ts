/** Mails over real SMTP, to a server in this process. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Database } from '#server/db/database.ts'
import { asSaver, query } from '#server/db/database.ts'
import { addApproval, withdrawApprovals } from '#server/db/approvals.ts'
import { createCollection, settleIfDone } from '#server/db/collections.ts'
import { readEmailChange } from '#server/db/email-changes.ts'
import { tellOfPinLogin } from '#server/db/notices.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { markFailed, storeAnswer } from '#server/db/retrievals.ts'
import { readSaver, updateSaver } from '#server/db/savers.ts'
import { openSession } from '#server/db/sessions.ts'
import { makeCode } from '#server/mail/links.ts'
import type { Mailer } from '#server/mail/mailer.ts'
import { createMailer, MailNotSent } from '#server/mail/mailer.ts'
import { createLogger } from '#server/observability/logger.ts'
import { createMailLinks } from '#server/services/mine/mail-links.ts'
import { createMineService } from '#server/services/mine/service.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase, testVault } from '#server/testing/database.ts'
import { answered, anySaver, providerEntry } from '#server/testing/examples.ts'
import type { EmailChangePayload, NoticePayload, SendMailDeps } from './send-mail.ts'
import { confirmEmail, sendNotice } from './send-mail.ts'

interface Received {
  readonly to: readonly string[]
  readonly text: string
}

const address = 'asa@example.org'
const origin = 'https://pension.example'
let test: TestDatabase
let smtp: SMTPServer
let mailer: Mailer
let received: Received[] = []
/** What the server answers to a recipient; null: it takes the mail. */
let refusal: number | null = null
let log: string[] = []

beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [providerEntry('nordfjall'), providerEntry('sydfjall')])
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (to, _session, done) => {
      if (refusal === null) done()
      else done(Object.assign(new Error(`No ${to.address} here`), { responseCode: refusal }))
    },
    onData: (stream, session, done) => {
      void buffer(stream).then((bytes) => {
        received.push({ to: session.envelope.rcptTo.map((to) => to.address), text: unfolded(bytes.toString('utf8')) })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  mailer = createMailer({ url: `smtp://127.0.0.1:${port}`, from: 'besked@pension.example' })
})
afterAll(async () => {
  mailer.close()
  await new Promise<void>((resolve) => smtp.close(resolve))
  await test.close()
})
beforeEach(() => {
  received = []
  refusal = null
  log = []
})

/** Quoted-printable and folded headers made plain. */
const unfolded = (mail: string): string =>
  Buffer.from(
    mail
      .replaceAll('=\r\n', '')
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .replaceAll(/\?=\s+=\?utf-8\?q\?/gi, '')
      .replaceAll(/=([\dA-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

const deps = (changes: Partial<SendMailDeps> = {}): SendMailDeps => ({
  db: test.worker,
  logger: createLogger({ level: 'trace', process: 'test', out: { write: (line) => log.push(line) } }),
  now: () => new Date(),
  mailer,
  origin,
  noticeDelayMs: 0,
  ...changes,
})

async function saverWithMail(
  changes: { readonly language?: 'sv' | 'en'; readonly email?: string } = {},
): Promise<string> {
  const saverId = await anySaver(test.app)
  await asSaver(test.app, saverId, async (t) => {
    await addApproval(t, { version: 'test', channel: 'portal' })
    await updateSaver(t, { email: changes.email ?? address, language: changes.language ?? 'sv' })
  })
  return saverId
}

/** A collection that one of two has answered, settled; the other answers late. */
async function collectionOf(saverId: string): Promise<{ late: () => Promise<boolean> }> {
  return await asSaver(test.worker, saverId, async (t) => {
    const created = await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 60_000),
      providers: [providerEntry('nordfjall'), providerEntry('sydfjall')],
    })
    const [one, other] = created?.retrievals ?? []
    if (!created || !one || !other) throw new Error('not created')
    await storeAnswer(t, one.retrievalId, answered('HEMLIGT-AVTAL-1'))
    await markFailed(t, other.retrievalId, 'timeout')
    await settleIfDone(t, created.collectionId)
    return {
      late: () => asSaver(test.worker, saverId, (later) => storeAnswer(later, other.retrievalId, answered('B-1'))),
    }
  })
}

/** The waiting jobs of the saver, as the queue holds them; they are taken out. */
async function jobsOf<Payload>(saverId: string, task: string): Promise<readonly Payload[]> {
  const rows = await query<{ payload: Payload }>(
    test.worker.sql,
    `with taken as (delete from graphile_worker._private_jobs j using graphile_worker._private_tasks k
       where k.id = j.task_id and k.identifier = ? and j.payload ->> 'saverId' = ? returning j.payload)
     select payload from taken`,
    [task, saverId],
  )
  return rows.map(({ payload }) => payload)
}

async function send(saverId: string, changes: Partial<SendMailDeps> = {}): Promise<readonly [NoticePayload, number][]> {
  const again: [NoticePayload, number][] = []
  for (const payload of await jobsOf<NoticePayload>(saverId, 'send-notice')) {
    await sendNotice(payload, { again: (next, ms) => Promise.resolve(void again.push([next, ms])) }, deps(changes))
  }
  return again
}

const notices = (saverId: string, db: Database = test.app) =>
  asSaver(db, saverId, (t) =>
    query<{ kind: string; state: string; reason: string | null }>(
      t.sql,
      'select kind, state, reason from notice order by created_at',
    ),
  )

it('tells once that a collection has settled, without amounts, names or the saver in it', async () => {
  const saverId = await saverWithMail()
  await collectionOf(saverId)
  expect(await send(saverId)).toEqual([])
  expect(received).toHaveLength(1)
  const [mail] = received
  expect(mail?.to).toEqual([address])
  expect(mail?.text).toContain('Dina uppgifter är hämtade')
  expect(mail?.text).toMatch(/List-Unsubscribe: <https:\/\/pension\.example\/avregistrera\?kod=[\w-]+>/)
  expect(mail?.text).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(mail?.text).toContain('Content-Type: text/html')
  expect(mail?.text).not.toMatch(/nordfjall|Nordfjäll|Öström|1234567|AVTAL/)
  expect(mail?.text).not.toContain(saverId)
  expect(await notices(saverId)).toEqual([{ kind: 'collected', state: 'sent', reason: null }])
  expect(log.join('')).not.toContain(address)
})

it('tells of figures that come late, once for each answer, in the language of the saver', async () => {
  const saverId = await saverWithMail({ language: 'en' })
  const { late } = await collectionOf(saverId)
  await send(saverId)
  expect(await late()).toBe(true)
  expect(await late()).toBe(false)
  await send(saverId)
  expect(received.map(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1]?.trim())).toEqual([
    'Your details have been collected',
    'There are new details',
  ])
  expect(await notices(saverId)).toHaveLength(2)
})

it('tells of no figures that come so late that newer ones of the same source are shown', async () => {
  const saverId = await saverWithMail()
  const first = await collectionOf(saverId)
  const second = await collectionOf(saverId)
  expect(await second.late()).toBe(true)
  const told = await notices(saverId)
  expect(await first.late()).toBe(true)
  expect(await notices(saverId)).toEqual(told)
})

it('tells of a login by PIN, also while who logged in is there', async () => {
  const saverId = await saverWithMail()
  await asSaver(test.app, saverId, tellOfPinLogin)
  await openSession(test.app, { tokenHash: randomBytes(32), saverId, level: 'loa2', partnerId: null, idToken: null })
  await send(saverId)
  expect(received).toHaveLength(1)
  expect(received[0]?.text).toContain('Någon har loggat in i portalen')
  // The first may have been the saver's own, and the second not.
  await asSaver(test.app, saverId, tellOfPinLogin)
  await send(saverId)
  expect(received).toHaveLength(2)
  const quiet = await saverWithMail()
  await asSaver(test.app, quiet, (t) => updateSaver(t, { notices: false }))
  await asSaver(test.app, quiet, tellOfPinLogin)
  expect(await notices(quiet)).toEqual([])
})

it('sends a job that runs again nothing twice, nor one that was cut off while sending', async () => {
  const saverId = await saverWithMail()
  await collectionOf(saverId)
  const [payload] = await jobsOf<NoticePayload>(saverId, 'send-notice')
  const none = { again: () => Promise.resolve() }
  await sendNotice(payload, none, deps())
  await sendNotice(payload, none, deps())
  expect(received).toHaveLength(1)
  const cut = await saverWithMail()
  await collectionOf(cut)
  const [other] = await jobsOf<NoticePayload>(cut, 'send-notice')
  const dying: Mailer = { send: () => Promise.reject(new TypeError('killed')), close: () => undefined }
  await expect(sendNotice(other, none, deps({ mailer: dying }))).rejects.toThrow('killed')
  await sendNotice(other, none, deps())
  expect(received).toHaveLength(1)
  expect(await notices(cut)).toEqual([{ kind: 'collected', state: 'failed', reason: 'interrupted' }])
})

it('tries again when the server is away or busy, and gives up what it refuses, naming nobody', async () => {
  const saverId = await saverWithMail()
  await collectionOf(saverId)
  refusal = 451
  const again = await send(saverId)
  expect(again).toEqual([[expect.objectContaining({ failures: 1 }), 60_000]])
  refusal = 550
  await sendNotice(again[0]?.[0], { again: () => Promise.reject(new Error('again')) }, deps())
  expect(await notices(saverId)).toEqual([{ kind: 'collected', state: 'failed', reason: 'refused' }])
  expect(log.join('')).toContain('550')
  expect(log.join('')).not.toContain(address)
  const away = createMailer({ url: 'smtp://127.0.0.1:1', from: 'besked@pension.example' })
  const other = await saverWithMail()
  await collectionOf(other)
  expect(await send(other, { mailer: away })).toHaveLength(1)
  expect(await notices(other)).toEqual([{ kind: 'collected', state: 'waiting', reason: null }])
})

it.each([
  ['turned-off', (saverId: string) => asSaver(test.app, saverId, (t) => updateSaver(t, { notices: false }))],
  ['no-address', (saverId: string) => asSaver(test.app, saverId, (t) => updateSaver(t, { email: null }))],
  ['terms-withdrawn', (saverId: string) => asSaver(test.app, saverId, withdrawApprovals)],
  [
    'has-seen-it',
    (saverId: string) =>
      openSession(test.app, {
        tokenHash: Buffer.from(randomUUID().replaceAll('-', '')),
        saverId,
        level: 'loa3',
        partnerId: null,
        idToken: 'x',
      }),
  ],
] as const)('sends nothing that is not wanted any more: %s', async (reason, meanwhile) => {
  const saverId = await saverWithMail()
  await collectionOf(saverId)
  await meanwhile(saverId)
  await send(saverId)
  expect(received).toEqual([])
  expect(await notices(saverId)).toEqual([{ kind: 'collected', state: 'dropped', reason }])
})

it('waits for a saver who may still be there', async () => {
  const saverId = await saverWithMail()
  await collectionOf(saverId)
  const [[, afterMs] = [null, 0]] = await send(saverId, { noticeDelayMs: 120_000 })
  expect(afterMs).toBeGreaterThan(110_000)
  expect(received).toEqual([])
})

it('lets nobody slip a header or a second recipient into a mail', async () => {
  const mail = { subject: 'S', text: 't', html: 'h', id: randomUUID() }
  for (const to of ['a@example.org\r\nBcc: b@example.org', 'a@example.org, b@example.org', 'Å <a@example.org>']) {
    // Refused here, before any server is asked.
    await expect(mailer.send({ ...mail, to })).rejects.toMatchObject({ code: 'refused', responseCode: null })
  }
  await expect(mailer.send({ ...mail, to: address, subject: 'S\r\nBcc: b@example.org' })).rejects.toBeInstanceOf(
    MailNotSent,
  )
  expect(received).toEqual([])
  const mine = createMineService({ db: test.app, now: () => new Date() })
  const saverId = await anySaver(test.app)
  expect(await mine.change(saverId, { email: 'a@example.org\nBcc: b@example.org' })).toEqual({ kind: 'bad-email' })
})

it('puts an address in force by the link that was sent to it, the newest alone, and once', async () => {
  const mine = createMineService({ db: test.app, now: () => new Date() })
  const links = createMailLinks(test.app)
  const saverId = await anySaver(test.app)
  const codeFor = async (email: string): Promise<string> => {
    expect(await mine.change(saverId, { email })).toEqual({ kind: 'saved' })
    for (const payload of await jobsOf<EmailChangePayload>(saverId, 'confirm-email')) {
      await confirmEmail(payload, { again: () => Promise.resolve() }, deps())
    }
    const mail = received.at(-1)
    expect(mail?.to).toEqual([email])
    return /bekrafta-e-post\?kod=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
  }
  const first = await codeFor('first@example.org')
  const second = await codeFor('second@example.org')
  expect(await mine.read(saverId)).toMatchObject({ email: null, unconfirmedEmail: 'second@example.org' })
  expect(await links.confirmEmail(first)).toBe('not-valid')
  expect(await links.confirmEmail(makeCode(testVault, 'confirm-email', saverId))).toBe('not-valid')
  expect(await links.confirmEmail(makeCode(testVault, 'unsubscribe', saverId))).toBe('not-valid')
  // A double click, and the page loaded again: told as it is, done and logged once.
  expect(await Promise.all([links.confirmEmail(second), links.confirmEmail(second)])).toEqual([
    'confirmed',
    'confirmed',
  ])
  expect(await links.confirmEmail(second)).toBe('confirmed')
  expect(await links.confirmEmail(first)).toBe('not-valid')
  const { entries } = await mine.accesses(saverId, null)
  expect(entries.filter(({ act }) => act === 'email-changed')).toHaveLength(1)
  expect(await mine.read(saverId)).toMatchObject({ email: 'second@example.org', unconfirmedEmail: null })
  const third = await codeFor('third@example.org')
  await query(test.owner.sql, 'select 1')
  const ended = (before: string) =>
    asSaver(test.app, saverId, (t) =>
      query(t.sql, `update email_change set expires_at = now() - ?::interval`, [before]),
    )
  await ended('1 second')
  expect(await asSaver(test.app, saverId, readEmailChange)).toBeNull()
  // One that ran out unused is none, and one that was used long ago is none any more.
  expect(await links.confirmEmail(third)).toBe('not-valid')
  expect(await links.confirmEmail(second)).toBe('confirmed')
  await ended('16 minutes')
  expect(await links.confirmEmail(second)).toBe('not-valid')
})

it('sends no more than five links a day', async () => {
  const mine = createMineService({ db: test.app, now: () => new Date() })
  const saverId = await anySaver(test.app)
  const kinds: string[] = []
  for (let number = 1; number <= 6; number++) {
    kinds.push((await mine.change(saverId, { email: `a${number}@example.org` })).kind)
  }
  expect(kinds).toEqual(['saved', 'saved', 'saved', 'saved', 'saved', 'too-many-changes'])
})

it('ends notices by the link in one, which nobody else can make', async () => {
  const links = createMailLinks(test.app)
  const saverId = await saverWithMail()
  const code = makeCode(testVault, 'unsubscribe', saverId)
  const altered = `${code.slice(0, -2)}${code.endsWith('AA') ? 'BB' : 'AA'}`
  for (const wrong of ['', 'x'.repeat(90), altered, makeCode(testVault, 'confirm-email', saverId)]) {
    expect(await links.unsubscribe(wrong)).toBe('not-valid')
  }
  expect((await asSaver(test.app, saverId, readSaver)).notices).toBe(true)
  expect(await links.unsubscribe(code)).toBe('unsubscribed')
  expect(await links.unsubscribe(code)).toBe('unsubscribed')
  expect((await asSaver(test.app, saverId, readSaver)).notices).toBe(false)
})
