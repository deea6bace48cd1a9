/**
 * The register of partner sites, for an operator.
 *
 *     npm run -s partners -- list
 *     npm run -s partners -- add FILE.json     a new one, or a known one with new particulars; refused in words
 *     npm run -s partners -- off ID            ends its sessions and tickets at once
 *     npm run -s partners -- on ID
 *     npm run -s partners -- usage ID          how much it has asked for, by day, without savers
 *
 *     0  done
 *     1  the file cannot be used: what is wrong with it is said
 *     2  wrong use, a partner that is not in the register, or the database does not answer
 *
 * docs/partners.md says what the file holds.
 */
import { readFileSync } from 'node:fs'
import type { Partner } from '#server/db/partners.ts'
import { listPartners, listPartnerUsage, savePartner, switchPartner } from '#server/db/partners.ts'
import { readPartner } from '#server/partner/read-partner.ts'
import { CannotRun, runCommand } from './command.ts'
import { withOwnerDatabase } from './owner-database.ts'

const use = `Use: npm run -s partners -- list
     npm run -s partners -- add FILE.json
     npm run -s partners -- off ID
     npm run -s partners -- on ID
     npm run -s partners -- usage ID`

const lineOf = ({ id, name, enabled, frameOrigins, perMinute, perDay }: Partner): string =>
  `${id}  ${name}: ${enabled ? 'on' : 'off'}; ${frameOrigins.join(' ')}; ${perMinute} a minute, ${perDay} a day`

async function list(): Promise<number> {
  const partners = await withOwnerDatabase(listPartners)
  console.log(partners.length === 0 ? 'No partners' : partners.map(lineOf).join('\n'))
  return 0
}

async function add(file: string): Promise<number> {
  const read = readFile(file)
  if ('faults' in read) {
    console.error(read.faults.join('\n'))
    return 1
  }
  await withOwnerDatabase((db) => savePartner(db, read.partner))
  console.log(`${read.partner.id} is in the register`)
  return 0
}

function readFile(file: string): ReturnType<typeof readPartner> {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return readPartner(json, { loopbackAllowed: process.env.NODE_ENV !== 'production' })
  } catch {
    return { faults: [`${file} is not a readable JSON file`] }
  }
}

async function turn(id: string, enabled: boolean): Promise<number> {
  const isThere = await withOwnerDatabase((db) => switchPartner(db, id, enabled))
  if (!isThere) throw new CannotRun(`No such partner: ${id}`)
  console.log(`${id} is ${enabled ? 'on' : 'off: its sessions and tickets have ended'}`)
  return 0
}

async function usage(id: string): Promise<number> {
  const partners = await withOwnerDatabase(listPartners)
  if (!partners.some((partner) => partner.id === id)) throw new CannotRun(`No such partner: ${id}`)
  const days = await withOwnerDatabase((db) => listPartnerUsage(db, id))
  console.log(
    days.length === 0 ? 'Nothing yet' : days.map(({ day, what, times }) => `${day}  ${what}  ${times}`).join('\n'),
  )
  return 0
}

async function run(args: readonly string[]): Promise<number> {
  const [command, what, ...more] = args
  if (command === 'list' && what === undefined) return await list()
  if (what !== undefined && more.length === 0) {
    if (command === 'add') return await add(what)
    if (command === 'off' || command === 'on') return await turn(what, command === 'on')
    if (command === 'usage') return await usage(what)
  }
  throw new CannotRun(use)
}

await runCommand(run)
