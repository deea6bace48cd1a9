import { describe, expect, it } from 'vitest'
import { PersonalNumber } from '../personal-number.ts'
import { testPersons } from './persons.ts'

describe('the test persons', () => {
  it('are at least twelve, each with a number of its own', () => {
    expect(testPersons.length).toBeGreaterThanOrEqual(12)
    expect(new Set(testPersons.map(({ number }) => number)).size).toBe(testPersons.length)
    expect(new Set(testPersons.map(({ key }) => key)).size).toBe(testPersons.length)
  })

  it.each(testPersons)('$key has a valid number of the test series', ({ number }) => {
    expect(PersonalNumber.parse(number)).not.toBeNull()
    expect(number).toMatch(/^\d{8}23[89]\d$/)
  })

  it('are described in both languages', () => {
    for (const { description } of testPersons) {
      expect(description.sv).not.toBe('')
      expect(description.en).not.toBe('')
      expect(description.sv).not.toBe(description.en)
    }
  })

  it('have å, ä, ö and a hyphen in one name, and protected identity once', () => {
    expect(testPersons.find(({ key }) => key === 'long-name')).toMatchObject({
      givenName: 'Åsa',
      familyName: 'Öström-Lindqvist',
    })
    expect(testPersons.filter(({ protectedIdentity }) => protectedIdentity)).toHaveLength(1)
  })
})
