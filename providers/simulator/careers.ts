/** Whose working life is which: written down for the test persons, made from the number for everyone else. */
import type { PersonalNumber } from '../personal-number.ts'
import type { Career, WorkingLife } from './career.ts'
import { conformanceLife } from './conformance-lives.ts'
import { generateWorkingLife, generatedName } from './generated-careers.ts'
import { testPersons } from './persons.ts'
import { scriptedLives } from './scripted-careers.ts'

interface Name {
  readonly givenName: string
  readonly familyName: string
}

const known = (person: PersonalNumber): (typeof testPersons)[number] | undefined =>
  testPersons.find(({ number }) => number === person.reveal())

export function nameOf(person: PersonalNumber): Name {
  const { givenName, familyName } = known(person) ?? generatedName(person)
  return { givenName, familyName }
}

function lifeOf(person: PersonalNumber): WorkingLife | null {
  const testPerson = known(person)
  if (testPerson) return scriptedLives[testPerson.key]
  const life = conformanceLife(person)
  return life === undefined ? generateWorkingLife(person) : life
}

/** @returns the person's life, or null when nothing is known of the person anywhere. */
export function careerOf(person: PersonalNumber): Career | null {
  const life = lifeOf(person)
  return life === null ? null : { ...life, ...nameOf(person), birthDate: person.birthDate }
}
