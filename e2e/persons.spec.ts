/** What is special about some of the test persons is what they see. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'
import { persons } from './persons.ts'
import { accessible, collected, logIn, openOverview } from './steps.ts'

test('each person is of one journey alone', () => {
  const folder = new URL('.', import.meta.url)
  const journeys = readdirSync(folder)
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    // In a system of its own a person is another one's namesake.
    .filter((journey) => !journey.includes('withOwnSystem('))
  const people = journeys.flatMap((journey) => [
    ...new Set(journey.match(/(?<!\.\/)persons\.\w+|(?<=(?:logIn|collected\w*|pickPerson)\(\w+, )'[^']+'/g)),
  ])
  expect(people.length).toBeGreaterThan(30)
  expect(people.filter((person, index) => people.indexOf(person) !== index)).toEqual([])
})

test('nothing held anywhere is said so, and what failed is still named', async ({ page }) => {
  await collected(page, 'Leila Haddad')
  await expect(page.locator('.source.word-nothing-held')).toHaveCount(29)
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Hämtningen är klar" [level=1]
    - paragraph: 29 av 31 källor
    - progressbar "Källorna, en och en"
    - paragraph: Vi fick inga uppgifter från Stenskvätta Pension och Vintergröna Liv. Det kan finnas pension där som inte syns.
    - link "Öppna översikten"
    - button "Hämta på nytt"
    - region "Källorna, en och en":
      - heading "Källorna, en och en" [level=2]
      - heading "Myndigheter" [level=3]
      - list:
        - listitem: Pensionsmyndigheten Inget sparat här
      - heading "Försäkringsbolag" [level=3]
      - list:
        - listitem: Stenskvätta Pension Kunde inte hämtas – svaret gick inte att läsa
        - listitem: Vintergröna Liv Inte anslutet
  `)
  await openOverview(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Vi har inte hittat någon pension' })).toBeVisible()
  await expect(page.getByText('Stenskvätta Pension')).toBeVisible()
  await expect(page.getByText('Vintergröna Liv')).toBeVisible()
  await accessible(page)
  // What nobody has told is nowhere told as zero.
  for (const path of ['/oversikt', '/prognos', '/sa-raknade-vi', '/lattlast', '/familj', '/planer/planerare']) {
    await page.goto(path)
    await expect(page.getByRole('main')).not.toContainText(/(?<!\d\s?)0(,00)?\s?kr/)
  }
})

test('a contract that two sources report counts once, and both are named', async ({ page }) => {
  await collected(page, 'Hanna Sjögren')
  await openOverview(page)
  await expect(page.getByText('Två källor rapporterar samma avtal. Det är räknat en gång.')).toHaveCount(1)
})

test('å, ä, ö and a hyphen survive the whole way', async ({ page }) => {
  await logIn(page, 'Åsa Öström-Lindqvist')
  await expect(page.getByText('Hej Åsa')).toBeVisible()
})

test('one saver never meets the data of another in the same browser', async ({ page }) => {
  await collected(page, 'Elias Nyman')
  await openOverview(page)
  await expect(page.locator('.contract')).toHaveCount(2)
  await page.getByRole('button', { name: 'Logga ut' }).click()
  await expect(page).toHaveURL(/\/utloggad/)
  await logIn(page, 'Ida Norén')
  await expect(page).toHaveURL(/\/valkommen/)
  await expect(page.getByText('Hej Ida')).toBeVisible()
  await page.goto('/oversikt')
  await expect(page).toHaveURL(/\/valkommen/)
})

test('on slow 3G the figure comes with the page, and nothing moves while the rest arrives', async ({ page }) => {
  await collected(page, persons.slowLine)
  const devtools = await page.context().newCDPSession(page)
  const slow = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
  await devtools.send('Network.emulateNetworkConditions', { offline: false, ...slow })
  await page.goto('/oversikt', { waitUntil: 'commit' })
  await expect(page.locator('.figure .amount')).toHaveText(/\d{3}/)
  await page.waitForLoadState('networkidle')
  const moved = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          resolve(list.getEntries().reduce((sum, entry) => sum + Number(Reflect.get(entry, 'value')), 0))
        }).observe({ type: 'layout-shift', buffered: true })
        // Where nothing has moved, nothing is told.
        setTimeout(() => resolve(0), 1000)
      }),
  )
  expect(moved).toBeLessThanOrEqual(0.02)
})
