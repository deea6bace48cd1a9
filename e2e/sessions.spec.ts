/** A page belongs to one session: in other tabs, after logout, by the back button, and when someone else logs in. */
import { expect, test } from './fixtures.ts'
import { accessible, approve, awake, logIn, openOverview, settled } from './steps.ts'

test('two savers after each other in one browser, with tabs left open', async ({ page, context }) => {
  const addresses: string[] = []
  context.on('request', (request) => addresses.push(request.url()))
  await logIn(page, 'Tomasz Kowalczyk')
  await expect(page).toHaveTitle('Innan vi hämtar dina uppgifter – Samlad Pension')
  await approve(page)
  await expect(page).toHaveTitle('Dina uppgifter hämtas – Samlad Pension')
  await settled(page)
  await openOverview(page)
  await expect(page).toHaveTitle('Din pension – Samlad Pension')
  const looked = await context.newPage()
  const moved = await context.newPage()
  for (const tab of [looked, moved]) {
    await tab.goto('/oversikt')
    await expect(tab.locator('.figure .amount')).toBeVisible()
    await awake(tab)
  }

  await page.getByRole('button', { name: 'Logga ut' }).click()
  await expect(page).toHaveURL(/\/utloggad\?state=/)
  await expect(page.getByText('här och hos e-legitimationen')).toBeVisible()
  expect(addresses.some((address) => address.includes('/session/end'))).toBe(true)
  expect(addresses.filter((address) => /eyJ[\w-]+\.eyJ/.test(address))).toEqual([])

  await looked.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(looked).toHaveURL(/\/utloggad\?skal=avslutad/)
  await expect(looked.locator('.figure')).toHaveCount(0)

  await test.step('the back button shows no figures', async () => {
    for (let step = 0; step < 3; step++) {
      await page.goBack()
      await expect(page.locator('.figure .amount')).toHaveCount(0)
    }
  })

  await logIn(page, 'Sofia Berg')
  await approve(page)
  await settled(page)
  await moved.getByRole('slider').press('ArrowRight')
  await expect(moved).toHaveURL(/\/utloggad\?skal=avslutad/)
  await expect(moved.locator('.figure')).toHaveCount(0)
})

test('every page has a title of its own', async ({ page }) => {
  for (const [address, title] of [
    ['/', 'Hela din pension på ett ställe'],
    ['/oversikt', 'Du är inte inloggad'],
    ['/hamta', 'Du är inte inloggad'],
    ['/valkommen', 'Du är inte inloggad'],
    ['/utloggad', 'Du är utloggad'],
    ['/inloggning-misslyckades', 'Inloggningen gick inte igenom'],
    ['/om-uppgifterna', 'Om uppgifterna'],
    ['/finns-inte', 'Sidan finns inte'],
  ] as const) {
    await page.goto(address)
    await expect(page).toHaveTitle(`${title} – Samlad Pension`)
  }
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page).toHaveTitle('There is no such page – Samlad Pension')
})

test('what the figures rest on can be read by everyone, in light and in dark', async ({ page }) => {
  await page.goto('/om-uppgifterna')
  await accessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await accessible(page)
})
