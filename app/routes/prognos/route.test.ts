import { describe, expect, it } from 'vitest'
import type { ForecastChoices } from '#server/services/api/choices.ts'
import { answerOf, exampleForecast, exampleSaver, visit } from '../../testing/portal.ts'
import { loader } from './route.tsx'
import { loader as svar } from './svar.ts'

/** A saver whose forecast notes what it is asked. */
function asking() {
  const asked: { choices: ForecastChoices; around?: number }[] = []
  const saver = exampleSaver({
    forecast: {
      view: (choices) => {
        asked.push({ choices })
        return Promise.resolve({ ...exampleForecast, answer: { ...exampleForecast.answer, choices } })
      },
      answers: (choices, around) => {
        asked.push({ choices, around })
        return Promise.resolve([{ ...exampleForecast.answer, choices }])
      },
    },
  })
  return { asked, saver }
}

describe('/prognos', () => {
  it('shows the forecast of the choices in the address', async () => {
    const { asked, saver } = asking()
    const { status, body } = await answerOf(() =>
      loader(visit('/prognos?alder=66-3&marknad=lag&uttag=66-3.50', { saver })),
    )
    expect(status).toBe(200)
    expect(asked).toEqual([{ choices: { retirementAge: 795, market: 'low', withdrawal: [{ from: 795, share: 50 }] } }])
    expect(body).toMatchObject({ asked: 'alder=66-3&marknad=lag&uttag=66-3.50', unreadable: [], errors: {} })
  })

  it('tells what in the address cannot be read, and shows the rest', async () => {
    const { asked, saver } = asking()
    const { body } = await answerOf(() => loader(visit('/prognos?alder=snart&lon=%3Cb%3E&marknad=hog', { saver })))
    expect(asked).toEqual([{ choices: { market: 'high' } }])
    expect(body).toMatchObject({ unreadable: ['alder', 'lon'] })
  })

  it('writes a form that was sent as the address of its choices', async () => {
    const { location } = await answerOf(() =>
      loader(visit('/prognos?fran=formular&ar=66&manader=3&marknad=vantat&pengar=lopande&lon=38+000')),
    )
    expect(location).toBe('/prognos?alder=66-3&pengar=lopande&lon=38000')
  })

  it('keeps what was typed when something in the form is wrong', async () => {
    const { status, body } = await answerOf(() => loader(visit('/prognos?fran=formular&ar=66&manader=3&lon=mycket')))
    expect(status).toBe(422)
    expect(body).toMatchObject({ errors: { lon: 'amount' }, typed: { lon: 'mycket' }, asked: 'alder=66-3' })
  })

  it('is for those who are logged in and have approved, and leads to the collection before there is anything', async () => {
    expect((await answerOf(() => loader(visit('/prognos', { saver: null })))).status).toBe(401)
    const saver = exampleSaver({ terms: { version: '1', approved: false, withdrawn: false } })
    expect((await answerOf(() => loader(visit('/prognos', { saver })))).location).toBe('/valkommen')
    const empty = exampleSaver({
      forecast: { view: () => Promise.resolve(null), answers: () => Promise.resolve(null) },
    })
    expect((await answerOf(() => loader(visit('/prognos', { saver: empty })))).location).toBe('/hamta')
  })
})

describe('/prognos/svar', () => {
  it('answers with as many neighbours as asked', async () => {
    const { asked, saver } = asking()
    const response = await svar(visit('/prognos/svar?alder=66-3&runt=12', { saver }))
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await response.json()).toMatchObject({ answers: [{ choices: { retirementAge: 795 } }] })
    await svar(visit('/prognos/svar?alder=66-3&runt=1e9', { saver }))
    expect(asked.map(({ around }) => around)).toEqual([12, 0])
  })

  it('tells a page of another session, or of none, nothing', async () => {
    const foreign = visit('/prognos/svar')
    foreign.request.headers.set('X-Session', 'another tag')
    expect((await svar(foreign)).status).toBe(401)
    expect((await svar(visit('/prognos/svar', { saver: null }))).status).toBe(401)
    const own = visit('/prognos/svar')
    own.request.headers.set('X-Session', 'tag')
    expect((await svar(own)).status).toBe(200)
  })
})
