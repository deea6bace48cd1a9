import { describe, expect, it } from 'vitest'
import { adapters } from '../adapters.ts'
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

  it('speak MIS 1.6 at least eight times, at once and later', () => {
    const older = simulatedProviders.filter(({ vocabulary }) => vocabulary === 'mis-1.6')
    expect(older.length).toBeGreaterThanOrEqual(8)
    expect(new Set(older.map(({ flow }) => flow)).size).toBe(2)
  })

  it('have habits of their own: five that an adapter mends, each on one provider, and two that are read from all', () => {
    const adapted = simulatedProviders.filter(({ adapter }) => adapter !== 'none')
    expect(new Set(adapted.map(({ adapter }) => adapter)).size).toBe(5)
    expect(adapted).toHaveLength(5)
    for (const { adapter, quirk, flow } of adapted) {
      expect(quirk).toBe(adapter)
      expect(adapters[adapter].flows).toContain(flow)
    }
    const alone = simulatedProviders.filter(({ adapter, quirk }) => adapter === 'none' && quirk !== 'none')
    expect(alone.map(({ quirk }) => quirk).sort()).toEqual(['application-xml', 'unqualified-type'])
  })

  it('let their answers be fetched in two cases, one of them signed', () => {
    const fetched = simulatedProviders.filter(({ flow }) => flow === 'pull')
    expect(fetched.map(({ messageSecurity }) => messageSecurity).toSorted()).toEqual(['none', 'signature'])
    for (const { delay, deadlineSeconds } of fetched) expect(delay[1] / 1000).toBeLessThan(deadlineSeconds)
  })

  it('sign their messages in ten cases, some with RSA and some with ECDSA', () => {
    const signing = simulatedProviders.filter(({ messageSecurity }) => messageSecurity === 'signature')
    expect(signing).toHaveLength(10)
    expect(new Set(signing.map(({ signingKey }) => signingKey))).toEqual(new Set(['rsa', 'ecdsa']))
    expect(new Set(signing.map(({ flow }) => flow)).size).toBeGreaterThan(1)
    expect(simulatedProviders.filter(({ signingKey }) => signingKey !== null)).toEqual(signing)
  })

  it('hold one that always fails and one that is not connected', () => {
    expect(simulatedProviders.filter(({ manner }) => manner === 'always-fails')).toHaveLength(1)
    expect(simulatedProviders.filter(({ connected }) => !connected)).toHaveLength(1)
  })
})
