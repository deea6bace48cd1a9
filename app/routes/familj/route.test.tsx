import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import type { SurvivorsContract } from '#server/services/api/family.ts'
import { answerOf, exampleSaver, exampleSurvivors, visit } from '../../testing/portal.ts'
import { createI18n } from '../../texts/i18n.ts'
import { sv } from '../../texts/sv/index.ts'
import { loader } from './route.tsx'
import { SurvivorsAnswer } from './survivors-answer.tsx'
import { SurvivorsContracts } from './survivors-contracts.tsx'

const [paid] = exampleSurvivors.contracts
const contract = (changes: Partial<SurvivorsContract>): SurvivorsContract => {
  if (paid === undefined) throw new Error('The example has no contract')
  return { ...paid, ...changes }
}
const inWords = (page: React.ReactNode): string =>
  renderToString(<I18nextProvider i18n={createI18n('sv', sv, 'Samlad Pension')}>{page}</I18nextProvider>)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ')

test('tomorrow unless the address says an age; what cannot be read is said', async () => {
  const asked: (number | null)[] = []
  const saver = exampleSaver({
    family: {
      survivors: (age) => {
        asked.push(age)
        return Promise.resolve(exampleSurvivors)
      },
    },
  })
  const open = async (search: string) => (await answerOf(() => loader(visit(`/familj${search}`, { saver })))).body
  expect(await open('')).toMatchObject({ tomorrow: true, unreadable: false })
  expect(await open('?vid=70')).toMatchObject({ tomorrow: false, unreadable: false })
  expect(await open('?vid=sjuttio')).toMatchObject({ tomorrow: true, unreadable: true })
  expect(await open('?vid=-1')).toMatchObject({ tomorrow: true, unreadable: true })
  expect(asked).toEqual([null, 840, null, null])
})

test('first the login, then the terms, then the collection', async () => {
  const at = async (saver: ReturnType<typeof exampleSaver> | null) =>
    answerOf(() => loader(visit('/familj', { saver })))
  expect((await at(null)).status).toBe(401)
  expect((await at(exampleSaver({ terms: { version: '1', approved: false, withdrawn: false } }))).location).toBe(
    '/valkommen',
  )
  expect((await at(exampleSaver({ family: { survivors: () => Promise.resolve(null) } }))).location).toBe('/hamta')
})

test('an amount that is not known is never a zero', () => {
  const page = inWords(<SurvivorsAnswer view={{ ...exampleSurvivors, monthly: 0, contracts: [] }} tomorrow />)
  expect(page).toContain('Inget känt belopp per månad')
  expect(page).not.toMatch(/\b0 kr/)
})

test('each contract stands under what is known of it, in words', () => {
  const page = inWords(
    <SurvivorsContracts
      contracts={[
        contract({}),
        contract({ contractId: 'b', status: 'none', covers: [], payments: [], capital: null }),
        contract({ contractId: 'c', status: 'unknown', covers: [], payments: [], capital: null }),
        contract({ contractId: 'd', status: 'amount-unknown', covers: ['familjeskydd'], payments: [], capital: null }),
        contract({ contractId: 'e', status: 'outside', covers: [], payments: [], capital: null }),
      ]}
    />,
  )
  expect(page).toContain('10 000 kr/månad från december 2026 till och med november 2027')
  expect(page).toContain('Tillsammans värt cirka 120 000 kr')
  expect(page).toContain('Avtalet har också familjeskydd. Beloppet är inte känt')
  expect(page).toContain('Inget betalas ut om du dör.')
  expect(page).toContain('Källan har inte svarat på om avtalet har något skydd')
  expect(page).toContain('Skydd finns, men beloppet är inte känt')
  expect(page.match(/ITP 1/g)).toHaveLength(4)
})
