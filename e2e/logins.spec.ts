/** Where a saver is logged in, and logging out everywhere else. */
import type { Browser, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { persons } from './persons.ts'
import { accessible, approve, inEnglish, logIn } from './steps.ts'

const partnerOrigin = process.env.JOURNEYS_PARTNER ?? ''

async function elsewhere(browser: Browser, origin: string, javaScriptEnabled = true): Promise<Page> {
  return await (await browser.newContext({ baseURL: origin, javaScriptEnabled })).newPage()
}

async function atPartner(page: Page, number: string): Promise<void> {
  await page.goto(partnerOrigin)
  await page.getByLabel('Inloggad kund').fill(number)
  await page.getByRole('button', { name: 'I vår sida' }).click()
  await expect(page.frameLocator('#pension').getByRole('heading', { level: 1 })).toBeVisible()
}

test('a saver sees where they are logged in and logs out there: one, and then all others', async ({
  page,
  portal,
  browser,
}) => {
  await logIn(page, persons.logins)
  await approve(page)
  const [phone, library, bank] = [
    await elsewhere(browser, portal.origin),
    await elsewhere(browser, portal.origin),
    await elsewhere(browser, portal.origin),
  ]
  await atPartner(bank, persons.logins)
  for (const other of [phone, library]) await logIn(other, persons.logins)

  await page.goto('/mina-uppgifter')
  await page.getByRole('link', { name: 'Inloggningar' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Dina inloggningar' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Med e-legitimation' })).toHaveCount(3)
  const atBank = page.getByRole('listitem').filter({ hasText: 'Hos Exempelbanken' })
  await expect(atBank).toContainText('Senast använd')
  await expect(page.getByText('Den du använder nu')).toHaveCount(1)
  await accessible(page)

  await atBank.getByRole('button', { name: 'Logga ut där' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Utloggad.' })).toBeVisible()
  await expect(page.getByText('Hos Exempelbanken')).toHaveCount(0)
  const pension = bank.frameLocator('#pension')
  await pension.getByRole('link', { name: 'Prognos' }).click()
  await expect(pension.getByRole('heading', { level: 1, name: 'Visningen är avslutad' })).toBeVisible()

  await inEnglish(page)
  await accessible(page)
  await page.getByRole('button', { name: 'Log out everywhere but here' }).click()
  await expect(page.getByText('You are not logged in anywhere else.')).toBeVisible()
  await accessible(page)
  for (const other of [phone, library]) {
    await other.goto('/oversikt')
    await expect(other.getByRole('heading', { level: 1, name: 'Du är inte inloggad' })).toBeVisible()
    await other.context().close()
  }
  await bank.context().close()
  await page.goto('/mina-uppgifter/logg')
  await expect(page.getByRole('cell', { name: 'Logged out in other places' })).toHaveCount(2)
})

test('the same without JavaScript', async ({ portal, browser }) => {
  const own = await elsewhere(browser, portal.origin, false)
  const other = await elsewhere(browser, portal.origin, false)
  await logIn(own, persons.loginsPlain)
  await approve(own)
  await logIn(other, persons.loginsPlain)
  await own.goto('/mina-uppgifter/inloggningar')
  await own.getByRole('button', { name: 'Logga ut överallt utom här' }).click()
  await expect(own.getByText('Du är inte inloggad någon annanstans.')).toBeVisible()
  await other.goto('/oversikt')
  await expect(other.getByRole('heading', { level: 1, name: 'Du är inte inloggad' })).toBeVisible()
  for (const page of [own, other]) await page.context().close()
})
