import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { recordAccess } from '#server/db/access-log.ts'
import { addApproval } from '#server/db/approvals.ts'
import { addSnapshot } from '#server/db/collection-snapshots.ts'
import { createCollection, settleIfDone } from '#server/db/collections.ts'
import { asSaver, openKnex, query } from '#server/db/database.ts'
import { addErrand, storeErrandReply } from '#server/db/errands.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { storeAnswer } from '#server/db/retrievals.ts'
import { addRecord } from '#server/db/saver-records.ts'
import { updateSaver } from '#server/db/savers.ts'
import type { SaverTableName } from '#server/db/saver-tables.ts'
import { readSaverTable, saverTableNames } from '#server/db/saver-tables.ts'
import {
  confirmMember,
  listMemberships,
  openSharing,
  publishShare,
  recordLook,
  takeInvitation,
} from '#server/db/sharings.ts'
import type { ExtractFormat } from '#server/services/api/mine.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anySaver, providerEntry } from '#server/testing/examples.ts'
import { fillEverySaverTable, saverTablesOf } from '#server/testing/every-table.ts'
import type { Filled } from '#server/testing/every-table.ts'
import type { Row } from '#server/pdf/page.ts'
import { Page } from '#server/pdf/page.ts'
import { createExtract } from './extract.ts'
import { extractPdf } from './pdf.ts'
import { extractWords } from './words.ts'

let test: TestDatabase
let saverId: string
let filled: readonly Filled[]
beforeAll(async () => {
  test = await testDatabase()
  saverId = await anySaver(test.app)
  filled = await fillEverySaverTable(test, saverId)
})
afterAll(() => test.close())

const extract = async (format: ExtractFormat, language: 'sv' | 'en' = 'sv') =>
  await asSaver(test.app, saverId, (t) => createExtract(t, format, language, new Date('2026-11-21T23:30:00Z')))
const textOf = async (format: ExtractFormat): Promise<string> =>
  Buffer.from((await extract(format)).bytes).toString('utf8')

it('knows every table that has a saver_id, and names it in both languages', async () => {
  // A table that is missing here gets its line in server/db/saver-tables.ts and its words in words.ts beside this file.
  expect(saverTableNames).toEqual(expect.arrayContaining([...(await saverTablesOf(test))]))
  for (const { tables } of Object.values(extractWords))
    expect(Object.keys(tables).toSorted()).toEqual([...saverTableNames].toSorted())
})

it('holds a row of every saver table, opened, in JSON and CSV', async () => {
  for (const format of ['json', 'csv'] as const) {
    const text = await textOf(format)
    for (const { table, marks } of filled) {
      for (const mark of marks) expect(text.includes(mark), `${table}: ${mark} in ${format}`).toBe(true)
    }
  }
})

it('holds nothing of another saver', async () => {
  const other = await fillEverySaverTable(test, await anySaver(test.app, 'Nils Främling'))
  const text = await textOf('json')
  for (const { marks } of other) for (const mark of marks) expect(text).not.toContain(mark)
})

it('holds what is shown to the other of a household, and when they have looked; nothing of what they show', async () => {
  const [anna, bo] = await household(
    { name: 'Anna Ask', shows: { monthly: 'Annas belopp' } },
    { name: 'Bo Björk', shows: { monthly: 'Bos belopp' } },
  )
  const of = async (id: string) => {
    const { bytes } = await asSaver(test.app, id, (t) => createExtract(t, 'json', 'sv', new Date()))
    return Buffer.from(bytes).toString('utf8')
  }
  const [hers, his] = [await of(anna), await of(bo)]
  for (const text of [hers, his]) expect(text).not.toContain('"key"')
  expect([hers.includes('Annas belopp'), hers.includes('Bos belopp'), hers.includes('read_at')]).toEqual([
    true,
    false,
    false,
  ])
  expect([his.includes('Annas belopp'), his.includes('Bos belopp'), his.includes('read_at')]).toEqual([
    false,
    true,
    true,
  ])
})

interface Shower {
  readonly name: string
  readonly shows: unknown
}

/** Two who share a household, of whom the one who invited has looked. @returns their ids, the inviter first */
async function household(inviter: Shower, guest: Shower): Promise<readonly [string, string]> {
  const ids = [await anySaver(test.app, inviter.name), await anySaver(test.app, guest.name)] as const
  const offer = { kind: 'household', scope: 'totals', endsOn: null, name: inviter.name } as const
  const code = await asSaver(test.app, ids[0], (t) => openSharing(t, offer))
  const taken = { name: guest.name, content: guest.shows }
  await asSaver(test.app, ids[1], (t) => takeInvitation(t, code ?? '', 'household', taken))
  await asSaver(test.app, ids[0], async (t) => {
    const [member] = await listMemberships(t, 'household')
    if (member === undefined) throw new Error('not joined')
    await confirmMember(t, member.sharingId, guest.name)
    await publishShare(t, member, inviter.shows)
    await recordLook(t, member.sharingId)
  })
  return ids
}

it('gives away no key and no code', async () => {
  const text = await textOf('json')
  for (const column of ['wrapped', 'code_hash', '"mac"', 'number_hash', 'token_hash', '_sealed']) {
    expect(text).not.toContain(column)
  }
})

it('writes CSV that a spreadsheet reads as text', async () => {
  const text = await textOf('csv')
  expect(text.startsWith('\uFEFFtable,row,field,value\r\n')).toBe(true)
  await asSaver(test.app, saverId, async (t) => {
    const key = await t.key()
    const sealed = key.seal('=HYPERLINK("x"),å', { table: 'saver', column: 'name_sealed', row: saverId })
    await query(t.sql, 'update saver set name_sealed = ? where saver_id = ?', [sealed, saverId])
  })
  expect(await textOf('csv')).toContain(`saver,1,name,"'=HYPERLINK(""x""),å"`)
})

it('tells every table in an order of its own, however its rows lie in the database', async () => {
  const whose = await manyRows()
  const told = async (): Promise<unknown> => {
    const { bytes } = await asSaver(test.app, whose, (t) => createExtract(t, 'json', 'sv', new Date()))
    return (JSON.parse(Buffer.from(bytes).toString('utf8')) as { readonly tables: unknown }).tables
  }
  const before = await told()
  const sql = openKnex(test.urls.superuser, 1)
  try {
    await sql.raw('set session_replication_role = replica')
    for (const direction of ['desc', 'asc']) {
      for (const [table, key] of keysOfMany) {
        const { rows } = await sql.raw<{ rows: { key: string }[] }>(
          `select ${key} as key from ${table} where saver_id = ? order by 1 ${direction}`,
          [whose],
        )
        expect([table, rows.length > 1]).toEqual([table, true])
        // What is written anew lies behind all others.
        for (const row of rows) await sql.raw(`update ${table} set ${key} = ${key} where ${key} = ?`, [row.key])
      }
      expect(await told()).toEqual(before)
    }
  } finally {
    await sql.destroy()
  }
})

/** Tables of which a saver has many rows, and a column that tells those of one saver apart. */
const keysOfMany = [
  ['approval', 'approval_id'],
  ['collection', 'collection_id'],
  ['retrieval', 'retrieval_id'],
  ['holding', 'holding_id'],
  ['original', 'retrieval_id'],
  ['collection_snapshot', 'collection_id'],
  ['saver_record', 'record_id'],
  ['sharing_member', 'sharing_id'],
] as const

/** Two approvals, two collections from two sources with three contracts each, three things written, three helpers. */
async function manyRows(): Promise<string> {
  const whose = await anySaver(test.app)
  const providers = [providerEntry('almliv'), providerEntry('bjorkliv')]
  await replaceProviders(test.owner, providers)
  for (const time of [1, 2]) {
    await asSaver(test.app, whose, async (t) => {
      const created = await createCollection(t, {
        reason: 'saver-asked',
        deadlineAt: new Date(Date.now() + 60_000),
        providers,
      })
      for (const { retrievalId, providerId } of created?.retrievals ?? []) {
        const number = (index: number) => `${providerId}-${time}-${index}`
        await storeAnswer(t, retrievalId, answered(number(1), number(2), number(3)))
      }
      await addApproval(t, { version: String(time), channel: 'portal' })
      await addSnapshot(t, created?.collectionId ?? '', { time })
      await settleIfDone(t, created?.collectionId ?? '')
    })
  }
  const endsOn = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  for (const helper of ['Ett', 'Två', 'Tre']) {
    await asSaver(test.app, whose, async (t) => {
      await addRecord(t, 'own-entry', { name: helper })
      await openSharing(t, { kind: 'helper', scope: 'forecast', endsOn, name: helper })
    })
  }
  return whose
}

const hasPoppler = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

it('writes a PDF with title, language and structure', async () => {
  const { bytes, name, contentType } = await extract('pdf', 'en')
  expect([name, contentType]).toEqual(['extract-2026-11-22.pdf', 'application/pdf'])
  const text = Buffer.from(bytes).toString('latin1')
  expect(text.startsWith('%PDF-1.7')).toBe(true)
  for (const part of [
    '/MarkInfo',
    '/Lang (en-GB)',
    '/DisplayDocTitle true',
    '/S /H1',
    '/S /H2',
    '/S /Table',
    '/S /TR',
    '/S /TD',
    '/Scope /Row',
  ]) {
    expect(text).toContain(part)
  }
  for (const part of ['/FontFile2', 'pdfuaid']) expect(text).toContain(part)
})

it.runIf(hasPoppler)('writes a PDF whose text can be read out, å ä ö too', async () => {
  const { bytes } = await extract('pdf')
  const said = execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' })
  for (const words of ['Registerutdrag', 'Varför uppgifterna finns', 'Åtkomstlogg', 'Källornas svar som de kom']) {
    expect(said).toContain(words)
  }
})

it.runIf(hasPoppler)('writes values of any length whole, over as many pages as they take', async () => {
  const words = Array.from({ length: 20_000 }, (_, index) => `ord${index}`)
  const unbroken = `början${'0123456789'.repeat(3000)}slutet`
  const lines = Array.from({ length: 900 }, (_, index) => `<rad nummer="${index}"/>`)
  for (const text of [words.join(' '), lines.join('\n')]) {
    expect((await saidInPdf(text)).split(/\s+/).join(' ')).toContain(text.split(/\s+/).join(' '))
  }
  expect((await saidInPdf(unbroken)).replaceAll(/\s/g, '')).toContain(unbroken)
})

it.runIf(hasPoppler)('tells moments in the PDF by Swedish clocks, and says so', async () => {
  const { bytes } = await extract('pdf')
  const said = execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' })
  expect(said).toContain('Utdraget gjordes 2026-11-22 00:30. Alla klockslag är svensk tid.')
  expect(said).not.toContain('UTC')
  expect(await saidInPdf(new Date('2026-12-31T23:30:05.691Z'))).toContain('2027-01-01 00:30:05')
  expect(await saidInPdf(new Date('2027-06-30T21:59:59.000Z'))).toContain('2027-06-30 23:59:59')
})

it.each([
  ['sv', 'svenska', 'portalen', 'du bad om det', 'väntar', 'nej'],
  ['en', 'Swedish', 'the portal', 'you asked for it', 'waiting', 'no'],
] as const)('tells our own codes in words (%s)', async (language, ...words) => {
  const titled = await tablesInPdf(saverId, language)
  const { tables, fields } = extractWords[language]
  const of = (table: SaverTableName, field: string) =>
    titled.get(tables[table])?.find(({ label }) => label === fields[field])?.text
  expect([
    of('saver', 'language'),
    of('approval', 'channel'),
    of('collection', 'reason'),
    of('retrieval', 'outcome'),
    of('saver', 'protected_identity'),
  ]).toEqual(words)
})

it('has words in both languages for every code that the extract may hand out, and for no other', async () => {
  const listed = Object.entries(await codesInDatabase())
  const handedOut = await columnsHandedOut(
    saverTableNames.filter((table) => listed.some(([name]) => name.startsWith(`${table}.`))),
  )
  const { 'approval.channel': channels = [], ...held } = Object.fromEntries(
    listed.filter(([name]) => handedOut.has(name)),
  )
  for (const { codes } of Object.values(extractWords)) {
    const told = Object.entries(codes).flatMap(([table, columns]) =>
      Object.entries(columns).map(([column, words]) => [`${table}.${column}`, Object.keys(words).toSorted()] as const),
    )
    const {
      'access_log.act': act,
      'access_log.reason': why,
      'notice.reason': notSent,
      ...rest
    } = Object.fromEntries(told)
    // The constraint knows partners by a pattern.
    expect(rest).toEqual({ ...held, 'approval.channel': [...channels, 'partner:'].toSorted() })
    // Listed in types alone: the compiler demands each.
    for (const typed of [act, why, notSent]) expect(typed).not.toHaveLength(0)
  }
})

/** As `table.column`: what the extract has of a saver with a row in each of the tables. */
async function columnsHandedOut(tables: readonly SaverTableName[]): Promise<ReadonlySet<string>> {
  const [, whose] = await household({ name: 'Anna Ask', shows: {} }, { name: 'Bo Björk', shows: {} })
  await fillEverySaverTable(test, whose)
  return await asSaver(test.app, whose, async (t) => {
    await recordAccess(t, { role: 'saver', act: 'logged-in' })
    const columns = new Set<string>()
    for (const table of tables) {
      const rows = await readSaverTable(t, table)
      expect(rows, table).not.toHaveLength(0)
      for (const row of rows) for (const column of Object.keys(row)) columns.add(`${table}.${column}`)
    }
    return columns
  })
}

/** By `table.column`: the codes that its check constraints list, in order. */
async function codesInDatabase(): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await query<{ name: string; rules: string }>(
    test.owner.sql,
    `select c.relname || '.' || a.attname as name, string_agg(pg_get_constraintdef(k.oid), ' ') as rules
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
     where k.contype = 'c' and cardinality(k.conkey) = 1 and a.atttypid = 'text'::regtype
       and c.relnamespace = 'public'::regnamespace and c.relname = any (?)
     group by 1`,
    [[...saverTableNames]],
  )
  const lists = rows.map(({ name, rules }) => [name, [...new Set(codesIn(rules))].toSorted()] as const)
  return Object.fromEntries(lists.filter(([, codes]) => codes.length > 0))
}

/** Every text in a check but patterns and what the column may not be. @param rules as PostgreSQL writes them */
const codesIn = (rules: string): readonly string[] =>
  [...rules.matchAll(/(?<!(?:~|<>) )'([^']*)'::text/g)].map(([, code = '']) => code)

/** Texts that are also codes of ours, one of each column, or look like what else we keep. */
const ownLooking = [
  ...new Set(
    Object.values(extractWords.sv.codes).flatMap((fields) =>
      Object.values(fields).flatMap((codes) => Object.keys(codes).slice(0, 1)),
    ),
  ),
  'partner:banken',
  'expected',
  'true',
  'null',
  '2026-12-31T23:30:05.691Z',
  '["sv"]',
  '{"$dec":"1.50"}',
  '[1.50,',
  'constructor',
]

it.each(ownLooking)('prints %j as it was written, in whatever field of whatever table', async (text) => {
  const [saverId] = await household({ name: text, shows: { text } }, { name: text, shows: null })
  const written: { table: SaverTableName; column: string }[] = []
  const wrote = (table: SaverTableName, ...columns: readonly string[]) =>
    written.push(...columns.map((column) => ({ table, column })))

  await asSaver(test.app, saverId, (t) => updateSaver(t, { email: text }))
  wrote('saver', 'name_sealed', 'email_sealed')
  await asSaver(test.app, saverId, async (t) => {
    const fault = { operation: 'anmalFel', contractNumber: 'A-1', text } as const
    const replies = [
      { kind: 'rejected', reason: text },
      { kind: 'answered', answer: text },
    ] as const
    for (const reply of replies) await storeErrandReply(t, await addErrand(t, 'almliv', fault), reply)
  })
  wrote('sharing_member', 'peer_sealed')
  wrote('sharing_seat', 'name_sealed', 'content_sealed')
  wrote('errand', 'content_sealed', 'reason_sealed', 'answer_sealed')
  for (const { table, sealed } of await fillEverySaverTable(test, saverId, test.app, text))
    wrote(table as SaverTableName, ...sealed)

  expect(written.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual(await freeTexts())
  const { tables, fields } = extractWords.sv
  const titled = await tablesInPdf(saverId, 'sv')
  for (const { table, column } of written) {
    const name = fields[column.replace('_sealed', '')] ?? column
    const line =
      column !== 'content_sealed'
        ? { label: name, text }
        : table === 'original'
          ? { label: name, text: JSON.stringify({ text }) }
          : { label: `${name} · text`, text }
    expect(titled.get(tables[table]), `${table}.${column}`).toContainEqual(line)
  }
})

/** What is sealed of a saver and neither a number nor a key. */
async function freeTexts(): Promise<readonly string[]> {
  const rows = await query<{ name: string }>(
    test.owner.sql,
    `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
       and c.relname = any (?) and a.attname ~ '_sealed$' and a.attname !~ '^(number|key|id_token)_sealed$'`,
    [[...saverTableNames]],
  )
  return rows.map(({ name }) => name).toSorted()
}

/** The lines of each table, by its heading. */
async function tablesInPdf(saverId: string, language: 'sv' | 'en'): Promise<ReadonlyMap<string, readonly Row[]>> {
  const tables = new Map<string, Row[]>()
  let title = ''
  const heading = vi.spyOn(Page.prototype, 'heading').mockImplementation((level, text) => {
    if (level === 'H2') title = text
  })
  const table = vi.spyOn(Page.prototype, 'table').mockImplementation((lines) => {
    tables.set(title, [...(tables.get(title) ?? []), ...lines])
    return Promise.resolve()
  })
  await asSaver(test.app, saverId, (t) => createExtract(t, 'pdf', language, new Date()))
  heading.mockRestore()
  table.mockRestore()
  return tables
}

it.each([
  ['sv', 'partnern banken'],
  ['en', 'the partner banken'],
] as const)('names the partner where the terms were approved (%s)', async (language, said) => {
  const whose = await anySaver(test.app)
  await asSaver(test.app, whose, (t) => addApproval(t, { version: '1', channel: 'partner:banken' }))
  const { tables, fields } = extractWords[language]
  const titled = await tablesInPdf(whose, language)
  expect(titled.get(tables.approval)).toContainEqual({ label: fields['channel'], text: said })
})

it('takes a value that has a name of the language’s own for what it is', async () => {
  const table = vi.spyOn(Page.prototype, 'table')
  const rows = ['constructor', 'toString', '__proto__'].map((name) => ({ name }))
  await extractPdf({ madeAt: '2026-11-22T09:00:00.000Z', language: 'sv', tables: [{ table: 'saver', rows }] })
  const said = table.mock.calls.flatMap(([lines]) => lines.map(({ text }) => text))
  table.mockRestore()
  expect(said).toEqual(['constructor', 'toString', '__proto__'])
})

async function saidInPdf(text: string | Date): Promise<string> {
  const row = { content_type: 'text/xml', body: text }
  const bytes = await extractPdf({
    madeAt: '2026-11-22T09:00:00.000Z',
    language: 'sv',
    tables: [{ table: 'original', rows: [row] }],
  })
  return execFileSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8', maxBuffer: 1e8 })
}
