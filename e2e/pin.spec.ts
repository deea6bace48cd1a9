/** Personal number and PIN: ordered with e-ID, sent by letter, and what one may do who came in by it. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { withOwnSystem } from './own-system.ts'
import { persons } from './persons.ts'
import { accessible, approve, collected, logIn } from './steps.ts'

/** A system of its own: what one journey tries here counts against the next one's address. */
const test = withOwnSystem()

test.describe.configure({ mode: 'serial' })

const lettersIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'))

/** Orders a PIN by the page and reads it in the letter that comes. */
async function orderPin(page: Page, folder: string): Promise<string> {
  const before = await lettersIn(folder)
  await page.goto('/mina-uppgifter/pin-kod')
  await page.getByRole('button', { name: 'Beställ en PIN-kod' }).click()
  await expect(page.getByText('PIN-koden är beställd')).toBeVisible()
  let letter = ''
  await expect
    .poll(async () => {
      letter = (await lettersIn(folder)).find((name) => !before.includes(name)) ?? ''
      return letter
    })
    .not.toBe('')
  expect((await readFile(join(folder, letter.replace('.json', '.pdf')), 'latin1')).startsWith('%PDF-')).toBe(true)
  const text = await readFile(join(folder, letter.replace('.json', '.txt')), 'utf8')
  const pin = /PIN-kod: (\d{6})/.exec(text)?.[1] ?? ''
  expect(pin).not.toBe('')
  return pin
}

/** Until the portal has answered; the page may say so a moment later. */
async function tryPin(page: Page, number: string, pin: string): Promise<void> {
  await page.getByLabel('Personnummer').fill(number)
  await page.getByLabel('PIN-kod').fill(pin)
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Logga in', exact: true }).click()
  await answered
}

/** Until it is asked for a check of who it is that tries. */
async function tryTooOften(page: Page): Promise<void> {
  await expect(async () => {
    await tryPin(page, '199006012380', '000000')
    await expect(page.getByRole('alert')).toContainText('behöver veta', { timeout: 1_000 })
  }).toPass()
}

/** Tries are counted in windows of ten minutes by the clock, and a try in a new one would be let in. */
async function inOneWindow(): Promise<void> {
  const left = () => 600 - ((Date.now() / 1000) % 600)
  await expect.poll(left, { message: 'until the window has time left', timeout: 60_000 }).toBeGreaterThan(45)
}

test('a PIN is ordered with e-ID and comes by letter; it opens the pension and the forecast, and no more', async ({
  page,
  system,
}) => {
  await collected(page, persons.pin)
  await accessible(page)
  const pin = await orderPin(page, system.letters)
  await accessible(page)
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('Brevet är lämnat till utskrift. Koden gäller.')).toBeVisible({ timeout: 500 })
  }).toPass()
  await page.context().clearCookies()

  await page.goto('/')
  await page.getByRole('link', { name: 'Har du fått en PIN-kod med brev? Logga in med den här.' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Logga in med PIN-kod' })).toBeVisible()
  await accessible(page)
  await tryPin(page, '123', '12')
  await expect(page.getByRole('alert')).toContainText('Skriv PIN-koden med sex siffror.')
  await accessible(page)
  await tryPin(page, persons.pin, pin === '000000' ? '000001' : '000000')
  await expect(page.getByRole('alert')).toContainText('Numret och koden hör inte ihop')
  await tryPin(page, persons.pin, pin)
  await expect(page).toHaveURL(/\/oversikt/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto('/prognos')
  await expect(page.getByRole('heading', { level: 1, name: 'Din prognos' })).toBeVisible()

  await page.goto('/mina-uppgifter')
  await expect(page.getByText('Då kan du se inställningarna, men inte ändra dem.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Spara' })).toHaveCount(0)
  await accessible(page)
  const refused = await page.goto('/mina-uppgifter/utdrag')
  expect(refused?.status()).toBe(403)
  await expect(page.getByText('För det här behövs e-legitimation')).toBeVisible()
  await accessible(page)
  await page.goto('/mina-uppgifter/pin-kod')
  await expect(page.getByText('Logga in med e-legitimation för att beställa en ny kod')).toBeVisible()
  await expect(page.getByRole('button', { name: /Beställ|Stäng av/ })).toHaveCount(0)
  await page.goto('/mina-uppgifter/logg')
  await expect(page.getByRole('row', { name: /Loggade in.*Med personnummer och PIN-kod/ })).toBeVisible()

  await page.getByRole('button', { name: 'Logga ut' }).click()
  await expect(page.getByText('Du är utloggad. Stäng gärna webbläsaren')).toBeVisible()
})

test('in English too', async ({ page, system }) => {
  await collected(page, persons.pinEnglish)
  const pin = await orderPin(page, system.letters)
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'PIN' })).toBeVisible()
  await accessible(page)
  await page.getByRole('button', { name: 'Log out' }).click()
  await expect(page).toHaveURL(/\/utloggad/)
  await page.goto('/login/pin')
  await page.getByLabel('Personal number').fill(persons.pinEnglish)
  await page.getByLabel('PIN', { exact: true }).fill(pin)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await expect(page).toHaveURL(/\/oversikt/)
  await page.goto('/mina-uppgifter/utdrag')
  await expect(page.getByRole('heading', { level: 1, name: 'Not possible now' })).toBeVisible()
})

test('a protected identity gets no letter, and is told why', async ({ page, system }) => {
  const before = await lettersIn(system.letters)
  await logIn(page, 'Sofia Berg')
  await approve(page)
  await page.goto('/mina-uppgifter/pin-kod')
  await page.getByRole('button', { name: 'Beställ en PIN-kod' }).click()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('Inget brev skickades, eftersom din adress är skyddad.')).toBeVisible({ timeout: 500 })
  }).toPass()
  expect(await lettersIn(system.letters)).toEqual(before)
})

test('when many try, the check takes a moment and lets a person in', async ({ page, system }) => {
  await collected(page, persons.pinPlain)
  const pin = await orderPin(page, system.letters)
  await page.context().clearCookies()
  await page.goto('/login/pin')
  await tryTooOften(page)
  await expect(page.getByRole('alert')).toContainText('behöver veta att du inte är ett program')
  await expect(page.getByRole('checkbox')).toBeChecked({ timeout: 30_000 })
  await accessible(page)
  await tryPin(page, persons.pinPlain, pin)
  await expect(page).toHaveURL(/\/oversikt/)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a place in the queue does instead', async ({ page, system }) => {
    await logIn(page, persons.pinPlain)
    const pin = await orderPinAnew(page, system.letters)
    await page.context().clearCookies()
    await inOneWindow()
    await page.goto('/login/pin')
    await tryTooOften(page)
    await page.getByRole('button', { name: 'Ställ dig i kön' }).click()
    await expect(page.getByText(/Om \d+ sekunder är det din tur/)).toBeVisible()
    await page.getByRole('link', { name: 'Till inloggningen' }).click()
    await tryPin(page, persons.pinPlain, pin)
    await expect(page.getByRole('alert')).toContainText(/Det är \d+ sekunder kvar/)
    await expect(async () => {
      await page.goto('/login/pin/ko')
      await expect(page.getByText('Det är din tur.')).toBeVisible({ timeout: 500 })
    }).toPass({ timeout: 45_000 })
    await page.getByRole('link', { name: 'Till inloggningen' }).click()
    await tryPin(page, persons.pinPlain, pin)
    await expect(page).toHaveURL(/\/oversikt/)
  })
})

/** For one who has had a PIN before. */
async function orderPinAnew(page: Page, folder: string): Promise<string> {
  await page.goto('/mina-uppgifter/pin-kod')
  await page.getByRole('button', { name: 'Stäng av PIN-koden' }).click()
  await expect(page.getByText('PIN-koden är avstängd')).toBeVisible()
  return orderPin(page, folder)
}
