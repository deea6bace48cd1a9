/** What happens to a saver when a part of the portal stops: said in words, nothing lost, healed by itself. */
import { expect } from './fixtures.ts'
import { withOwnSystem } from './own-system.ts'
import { accessible, approve, collected, logIn, openOverview, settled } from './steps.ts'

/** A system of its own: the other journeys keep theirs whole. */
const test = withOwnSystem()

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test('no worker: the page says so, the jobs wait and go on by themselves', async ({ page, system }) => {
  await system.processes.worker.kill()
  await logIn(page, 'Elias Nyman')
  await approve(page)
  await expect(page.getByText('Hämtningen står stilla just nu')).toBeVisible({ timeout: 20_000 })
  await accessible(page)
  await system.processes.worker.start()
  await settled(page)
  await expect(page.getByText('29 av 31 källor').first()).toBeVisible()
})

test('a worker killed in the middle: another goes on within 30 s, and every source settles', async ({
  page,
  control,
  system,
}) => {
  await control.behave('nordfjall-liv', { delayMs: 800_000 })
  await logIn(page, 'Johan Ekström')
  await approve(page)
  await expect(page.locator('.source.word-answered').first()).toBeVisible()
  await expect(page.locator('[data-provider=nordfjall-liv]')).toContainText('Vi väntar på svar')
  await system.processes.worker.kill()
  await control.behave('nordfjall-liv', { delayMs: null })
  const killed = performance.now()
  await system.processes.worker.start()
  await settled(page)
  console.log(
    `measured: a killed worker's job was done by another after ${((performance.now() - killed) / 1000).toFixed(1)} s (goal 30 s)`,
  )
  await expect(page.locator('[data-provider=nordfjall-liv]')).toContainText('Hämtat just nu')
})

test('a provider that answers with garbage has failed; its older figures stay, with their date', async ({
  page,
  control,
}) => {
  await collected(page, 'Åsa Öström-Lindqvist')
  await expect(page.locator('[data-provider=pensionsmyndigheten]')).toContainText('Hämtat just nu')
  await control.behave('pensionsmyndigheten', { fault: 'garbage' })
  await page.getByRole('button', { name: 'Hämta på nytt' }).click()
  await settled(page)
  await expect(page.locator('[data-provider=pensionsmyndigheten]')).toContainText(
    /Uppgift från .* – svaret gick inte att läsa/,
  )
  await openOverview(page)
  await expect(page.getByText('Allmän pension').first()).toBeVisible()
  await control.behave('pensionsmyndigheten', { fault: 'none' })
})

test('the database away: a short page, and it comes back by itself', async ({ page, system }) => {
  const { postgres } = system.processes
  if (!postgres) throw new Error('This journey needs the embedded database')
  await logIn(page, 'Per Holmqvist')
  await postgres.kill()
  const answer = await page.goto('/valkommen')
  expect(answer?.status()).toBe(503)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await accessible(page)
  await postgres.start()
  await expect(async () => {
    expect((await page.goto('/valkommen'))?.status()).toBe(200)
  }).toPass({ timeout: 30_000 })
  await expect(page.getByText('Hej Per')).toBeVisible()
})
