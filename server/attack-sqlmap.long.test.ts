/** Attack: sqlmap, with a live session and the Origin of our own pages, against our forms and against one with a hole. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import express from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkSeed } from '#scripts/testing/check-seed.ts'
import type { WholePortal, WholeSaver } from './http/testing/whole-portal.ts'
import { startWholePortal } from './http/testing/whole-portal.ts'

const planted = '/planterat-hal'
const forms = [
  { path: '/planer', data: 'gor=spara&val=alder%3D66-0&onskan=&namn=Lugn', fields: 'val,onskan,namn' },
  {
    path: '/egna-uppgifter/post?typ=inkomst',
    data: 'namn=Hyra&belopp=4321&alder=65&till=&skatt=ja',
    fields: 'namn,belopp,alder',
  },
  { path: '/hjalper', data: 'gor=kod&kod=ABCD-EFGH-JKLM', fields: 'gor,kod' },
] as const

let whole: WholePortal
let anna: WholeSaver
let folder: string
/** Of the attack's requests, those that a page's own code was asked to answer for a saver who is logged in. */
let reached = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sqlmap-'))
  whole = await startWholePortal('Nordfjäll Liv', (compose, { app }) =>
    express
      .Router()
      .use((request, response, next) => {
        compose(request, response).then(({ saver, refusal }) => {
          if (request.method === 'POST' && saver !== null && refusal === null) reached++
          next()
        }, next)
      })
      .post(planted, express.urlencoded({ extended: false }), (request, response, next) => {
        const { namn } = request.body as { readonly namn?: string }
        // The fault that is looked for: what was typed becomes part of the statement.
        app.sql
          .raw<{ rows?: { name: string }[] }>(`select name from provider where name = '${namn ?? ''}'`)
          // Of several statements at once there are no rows of the whole.
          .then(({ rows = [] }) =>
            response.type('html').send(`<ul>${rows.map(({ name }) => `<li>${name}`).join('')}</ul>`),
          )
          .catch(next)
      }),
  )
  anna = await whole.saver('Annasdotter')
}, 120_000)
afterAll(async () => {
  await whole.close()
  await rm(folder, { recursive: true })
})

interface Attack {
  readonly found: boolean
  readonly sent: number
  readonly reached: number
}

async function attack({
  path,
  data,
  fields,
}: {
  readonly path: string
  readonly data: string
  readonly fields: string
}): Promise<Attack> {
  const { origin } = whole.portal
  const [logged, before] = [whole.portal.log.length, reached]
  const child = spawn(
    'sqlmap',
    [
      ...[
        '-u',
        `${origin}${path}`,
        '--data',
        data,
        '-p',
        fields,
        '--cookie',
        anna.cookie,
        '--headers',
        `Origin: ${origin}`,
      ],
      ...[
        '--dbms',
        'PostgreSQL',
        '--level',
        '2',
        '--risk',
        '1',
        '--technique',
        'BEUST',
        '--time-sec',
        '2',
        '--threads',
        '2',
      ],
      ...[
        '--batch',
        '--drop-set-cookie',
        '--ignore-redirects',
        '--flush-session',
        '--disable-coloring',
        '--output-dir',
        folder,
      ],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], timeout: 900_000 },
  )
  const ended = once(child, 'close')
  const [output] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = (await ended) as [number | null]
  const found = output.includes('sqlmap identified the following injection point')
  // Anything else is a run that went wrong, not one that found nothing.
  if (code !== 0 || (!found && !output.includes('all tested parameters do not appear to be injectable'))) {
    throw new Error(`sqlmap did not finish (${code}):\n${output.slice(-3000)}`)
  }
  const address = path.split('?')[0] ?? ''
  const sent = whole.portal.log
    .slice(logged)
    .filter((line) => line.includes(`"method":"POST","path":"${address}"`)).length
  return { found, sent, reached: reached - before }
}

it('sqlmap finds nothing in our forms, whose code it reaches, and finds the hole that is planted', async () => {
  checkSeed()
  const told: string[] = []
  for (const form of forms) {
    const { found, sent, reached } = await attack(form)
    expect(found, form.path).toBe(false)
    expect(sent, form.path).toBeGreaterThan(100)
    expect(reached / sent, form.path).toBeGreaterThanOrEqual(0.9)
    told.push(
      `${form.path.split('?')[0] ?? ''}: nothing, ${sent} requests, ${((100 * reached) / sent).toFixed(1)} % reached its code`,
    )
  }
  expect(whole.log().filter((line) => /"event":"fault","status":5/.test(line))).toEqual([])
  const hole = await attack({ path: planted, data: 'namn=x', fields: 'namn' })
  expect(hole.found, 'the planted hole').toBe(true)
  process.stdout.write(`result: ${told.join('; ')}; the planted hole found after ${hole.sent} requests\n`)
})
