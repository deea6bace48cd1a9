import { describe, expect, it } from 'vitest'
import { checkDigit } from '../personal-number.ts'
import { simulatedProviders } from './providers.ts'

describe('the simulated providers', () => {
  it('are two authorities and 29 companies', () => {
    const authorities = simulatedProviders.filter(({ kind }) => kind === 'authority')
    expect(authorities.map(({ name }) => name)).toEqual(['Pensionsmyndigheten', 'Statens tjänstepensionsverk (SPV)'])
    expect(simulatedProviders).toHaveLength(31)
  })

  it('have ids, names and organisation numbers of their own', () => {
    for (const part of ['id', 'name', 'organisationNumber'] as const) {
      expect(new Set(simulatedProviders.map((provider) => provider[part])).size).toBe(31)
    }
  })

  it('have organisation numbers with a right check digit that nobody has been given', () => {
    for (const { organisationNumber } of simulatedProviders) {
      expect(organisationNumber).toMatch(/^169999\d{6}$/)
      expect(checkDigit(organisationNumber.slice(2, 11))).toBe(Number(organisationNumber[11]))
    }
  })

  it('answer within three seconds when they answer at once', () => {
    const synchronous = simulatedProviders.filter(({ flow }) => flow === 'sync')
    expect(Math.max(...synchronous.map(({ delay }) => delay[1]))).toBeLessThan(3000)
    expect(synchronous.filter(({ delay }) => delay[1] <= 800).length).toBeGreaterThan(18)
  })

  it('promise an answer at least four times, from seconds to minutes', () => {
    const promising = simulatedProviders.filter(({ flow }) => flow === 'push')
    expect(promising.length).toBeGreaterThanOrEqual(4)
    expect(Math.min(...promising.map(({ delay }) => delay[0]))).toBe(3_000)
    expect(Math.max(...promising.map(({ delay }) => delay[1]))).toBeGreaterThan(120_000)
    for (const { delay, deadlineSeconds } of promising) expect(delay[1] / 1000).toBeLessThan(deadlineSeconds)
  })

  it('hold one that always fails and one that is not connected', () => {
    expect(simulatedProviders.filter(({ manner }) => manner === 'always-fails')).toHaveLength(1)
    expect(simulatedProviders.filter(({ connected }) => !connected)).toHaveLength(1)
  })
})
