/** Whom a provider is asked about: test persons of the tax agency's test series, or the provider's own. */
import { z } from 'zod'
import { PersonalNumber } from '../personal-number.ts'

/** What the provider's test system has to hold for a person. */
export const roles = ['happy', 'nothing-held', 'many-contracts', 'slow'] as const
export type Role = (typeof roles)[number]
export type Persons = Readonly<Record<Role, PersonalNumber>>

/** How many contracts `many-contracts` has to hold; `slow` and `happy` have one at least. */
export const manyContracts = 5

function testPerson(number: string): PersonalNumber {
  const person = PersonalNumber.parse(number)
  if (person === null) throw new RangeError('Not a personal number')
  return person
}

/** In the simulator, they hold at every insurer what their role says. */
export const testPersons: Persons = {
  happy: testPerson('19660505-2387'),
  'nothing-held': testPerson('19700707-2395'),
  'many-contracts': testPerson('19590912-2383'),
  slow: testPerson('19610316-2399'),
}

const personsFile = z.partialRecord(z.enum(roles), z.string())

/** A file of test persons that cannot be used. Says which role, never a number. */
export class InvalidPersons extends Error {
  override readonly name = 'InvalidPersons'
}

/**
 * Reads `{"happy": "YYYYMMDD-NNNN", …}`; a role that is left out is played by our own test person.
 * @throws InvalidPersons
 */
export function readPersons(json: string): Persons {
  let given: Partial<Record<Role, string>>
  try {
    given = personsFile.parse(JSON.parse(json))
  } catch {
    throw new InvalidPersons(`not a JSON object of personal numbers by role (${roles.join(', ')})`)
  }
  const named = Object.entries(given).map(([role, number]) => {
    const person = PersonalNumber.parse(number)
    if (person === null) throw new InvalidPersons(`${role}: not a personal number`)
    return [role, person] as const
  })
  return { ...testPersons, ...Object.fromEntries(named) }
}

/** A number of the right form that nobody can have: its check digit is wrong. */
export function numberWithWrongCheckDigit(person: PersonalNumber): string {
  const digits = person.reveal()
  return digits.slice(0, -1) + String((Number(digits.at(-1)) + 1) % 10)
}
