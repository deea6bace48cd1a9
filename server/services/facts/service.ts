/** What the saver says of themselves: stored as one record, in the terms that the engine takes. */
import { LawReader } from '#forecasting/law.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { kronor, kronorPerMonth, kronorPerYear } from '#forecasting/model/quantity.ts'
import { kyrkoavgift } from '#forecasting/parameters/kyrkoavgift.ts'
import type { Known, Person } from '#forecasting/projection/types.ts'
import type { IsoDate } from '#forecasting/model/year-month.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { addRecord, changeRecord, listRecords } from '#server/db/saver-records.ts'
import { holdSaver } from '#server/db/savers.ts'
import type { FactsServices, FactsView, SaverFacts } from '../api/facts.ts'
import type { ForAnySaver } from '../api/room.ts'
import { municipalities } from './municipalities.ts'

/** Before anything is said. */
export const nothingSaid: SaverFacts = {
  maritalStatus: null,
  municipality: null,
  churchMember: false,
  resident: 'sweden',
  residenceYears: null,
  housing: null,
  salary: null,
  agreement: null,
}

type Stored = Pick<FactsView, 'facts' | 'version'> & { readonly recordId: string | null }

async function readStored(t: SaverTransaction): Promise<Stored> {
  const [stored] = await listRecords<SaverFacts>(t, 'facts')
  return stored === undefined
    ? { facts: nothingSaid, version: 0, recordId: null }
    : { facts: stored.content, version: stored.version, recordId: stored.recordId }
}

export const readFacts = async (t: SaverTransaction): Promise<SaverFacts> => (await readStored(t)).facts

export function createFactsService({
  db,
  now,
}: {
  readonly db: Database
  readonly now: () => Date
}): ForAnySaver<Pick<FactsServices, 'read' | 'save'>> {
  return {
    read: async (saverId) => {
      const { facts, version } = await asSaver(db, saverId, readStored)
      return { facts, version, municipalities, today: dayOf(now()) }
    },
    save: (saverId, facts, version) =>
      asSaver(db, saverId, async (t) => {
        await holdSaver(t)
        const { recordId } = await readStored(t)
        const saved =
          recordId === null
            ? version === 0 && (await addRecord(t, 'facts', facts)) !== null
            : (await changeRecord(t, 'facts', { recordId, version }, facts)) === 'changed'
        return { kind: saved ? 'saved' : 'changed-meanwhile' }
      }),
  }
}

/** The person as the engine takes them; what was not said is left out. */
export function personOf(birthDate: IsoDate, facts: SaverFacts, today: IsoDate): Person {
  const { maritalStatus, municipality, churchMember, resident, residenceYears, housing } = facts
  return {
    birthDate,
    resident,
    ...(maritalStatus !== null && { maritalStatus }),
    ...(municipality !== null && { municipality }),
    ...(churchMember && { churchFee: new LawReader().ofYear(kyrkoavgift, Number(today.slice(0, 4))) }),
    ...(residenceYears !== null && { residenceYears }),
    ...(housing !== null && {
      housing: {
        cost: kronorPerMonth(housing.cost),
        wealth: kronor(housing.wealth),
        ...(housing.partner !== null && {
          partner: {
            birthDate: isoDateOf(housing.partner.birthDate),
            pension: kronorPerMonth(housing.partner.pension),
            garantipension: kronorPerMonth(housing.partner.garantipension),
          },
        }),
      },
    }),
  }
}

/** The yearly pay in place of what was reported, where the saver has said one. */
export const salaryOf = ({ salary }: SaverFacts): Pick<Known, 'salary'> =>
  salary === null ? {} : { salary: kronorPerYear(salary * 12) }
