import { describe, expect, it } from 'vitest'
import type { SaverFacts } from '#server/services/api/facts.ts'
import { answerOf, exampleFacts, exampleSaver, visit } from '../../testing/portal.ts'
import { action, loader } from './route.tsx'

const municipalities = [
  { code: '0180', name: 'Stockholm' },
  { code: '1480', name: 'Göteborg' },
]

function saving(kind: 'saved' | 'changed-meanwhile' = 'saved') {
  const saved: { facts: SaverFacts; version: number }[] = []
  const saver = exampleSaver({
    facts: {
      work: () => Promise.resolve(null),
      read: () =>
        Promise.resolve({
          facts: { ...exampleFacts, agreement: 'ITP1' },
          version: 3,
          municipalities,
          today: '2027-01-01',
        }),
      save: (facts, version) => {
        saved.push({ facts, version })
        return Promise.resolve({ kind })
      },
    },
  })
  return { saved, saver }
}

const whole = {
  version: '2',
  civilstand: 'married',
  kommun: 'göteborg',
  kyrka: 'ja',
  bosatt: 'sweden',
  ar: '31',
  boende: '9 500',
  tillgangar: '100 000',
  'partner-fodd': '1981-02-28',
  'partner-pension': '14 000',
  'partner-garanti': '',
  lon: '41 000 kr',
  avtal: 'SAF-LO',
}

const typed = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== 'version'))

describe('/om-dig', () => {
  it('shows what is stored as it is written', async () => {
    const { body } = await answerOf(() => loader(visit('/om-dig', { saver: saving().saver })))
    expect(body).toMatchObject({
      fields: { kommun: 'Stockholm', civilstand: 'single', lon: '', avtal: 'ITP1' },
      version: 3,
    })
  })

  it('stores what is said', async () => {
    const { saved, saver } = saving()
    const { status, location } = await answerOf(() => action(visit('/om-dig', { saver, form: whole })))
    expect([status, location]).toEqual([303, '/om-dig?sparat=1'])
    expect(saved).toEqual([
      {
        version: 2,
        facts: {
          maritalStatus: 'married',
          municipality: '1480',
          churchMember: true,
          resident: 'sweden',
          residenceYears: 31,
          housing: {
            cost: 9500,
            wealth: 100_000,
            partner: { birthDate: '1981-02-28', pension: 14_000, garantipension: 0 },
          },
          salary: 41_000,
          agreement: 'SAF-LO',
        },
      },
    ])
  })

  it.each([
    ['kommun', 'Ankeborg', 'municipality'],
    ['ar', 'många', 'years'],
    ['ar', '123', 'years'],
    ['lon', '-1', 'amount'],
    ['boende', 'gratis', 'amount'],
    ['boende', '', 'needs-cost'],
    ['partner-fodd', '1981-02-30', 'date'],
    ['partner-fodd', '2027-01-02', 'date'],
    ['partner-fodd', '', 'needs-birth'],
  ])('says what is wrong with %s = %j, and keeps it', async (name, value, error) => {
    const { saved, saver } = saving()
    const { status, body } = await answerOf(() =>
      action(visit('/om-dig', { saver, form: { ...whole, [name]: value } })),
    )
    expect(status).toBe(422)
    expect(body).toMatchObject({ errors: { [name]: error }, typed: { ...typed, [name]: value } })
    expect(saved).toEqual([])
  })

  it('takes a partner who is born on the day that the service says it is, whatever it is by UTC', async () => {
    const { saved, saver } = saving()
    await answerOf(() => action(visit('/om-dig', { saver, form: { ...whole, 'partner-fodd': '2027-01-01' } })))
    expect(saved[0]?.facts.housing?.partner?.birthDate).toBe('2027-01-01')
  })

  it('tells the last of two tabs, keeps what it typed, and lets it be saved then', async () => {
    const { saver } = saving('changed-meanwhile')
    const { status, body } = await answerOf(() => action(visit('/om-dig', { saver, form: whole })))
    expect(status).toBe(409)
    expect(body).toMatchObject({ kind: 'changed-meanwhile', typed: { lon: '41 000 kr' }, version: 3 })
  })

  it.each([
    ['', null],
    ['none', 'none'],
    ['PA16-2', 'PA16-2'],
    ['something else', null],
  ])('takes the agreement %j as %j', async (avtal, agreement) => {
    const { saved, saver } = saving()
    await answerOf(() => action(visit('/om-dig', { saver, form: { ...whole, avtal } })))
    expect(saved.map(({ facts }) => facts.agreement)).toEqual([agreement])
  })

  it('tells what the forecast makes of the agreement', async () => {
    const work = { agreement: 'ITP1' as const, state: 'reported' as const, hasBenefit: false, others: [] }
    const saver = exampleSaver({ facts: { ...saving().saver.facts, work: () => Promise.resolve(work) } })
    const { body } = await answerOf(() => loader(visit('/om-dig', { saver })))
    expect(body).toMatchObject({ work })
  })

  it('is for those who are logged in', async () => {
    expect((await answerOf(() => loader(visit('/om-dig', { saver: null })))).status).toBe(401)
    expect((await answerOf(() => action(visit('/om-dig', { saver: null, form: whole })))).status).toBe(401)
  })
})
