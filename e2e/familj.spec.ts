/** Survivors, a household of two and a helper: two people, each in a browser of their own. */
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { persons } from './persons.ts'
import { accessible, collected } from './steps.ts'

/** A browser of another person's, on another machine. */
async function anotherBrowser(browser: Browser, javaScriptEnabled = true): Promise<BrowserContext> {
  return await browser.newContext({ locale: 'sv-SE', timezoneId: 'Europe/Stockholm', javaScriptEnabled })
}

/** The code as it is shown, once. */
async function codeShownOn(page: Page): Promise<string> {
  const code = await page.locator('.code').innerText()
  expect(code).toMatch(/^(\w{4}-){6}\w{4}$/)
  expect(page.url()).not.toContain(code.slice(0, 4))
  return code
}

const inEnglish = async (page: Page, heading: string): Promise<void> => {
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  await accessible(page)
  await page.getByRole('button', { name: 'Svenska' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv')
}

test('two people see what survivors are paid, share a household, and one leaves', async ({ page, browser }) => {
  await collected(page, persons.householdFirst)

  await test.step('what survivors are paid tomorrow, at 70, and in English', async () => {
    await page.goto('/familj')
    await expect(page.getByRole('heading', { name: 'Om du dör i morgon' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Från Pensionsmyndigheten' })).toBeVisible()
    await accessible(page)
    await page.getByRole('link', { name: 'Om jag dör vid 70' }).click()
    await expect(page).toHaveURL(/\?vid=70$/)
    await expect(page.getByRole('heading', { name: 'Om du dör vid 70 år' })).toBeVisible()
    await page.getByLabel('Om jag dör vid', { exact: true }).fill('12')
    await page.getByRole('button', { name: 'Visa' }).click()
    await expect(page.getByText('Den åldern går inte att välja')).toBeVisible()
    await inEnglish(page, 'Family')
  })

  const second = await anotherBrowser(browser)
  const other = await second.newPage()
  await collected(other, persons.householdSecond)

  await test.step('the first invites, after a yes', async () => {
    await page.goto('/familj')
    await page.getByRole('link', { name: 'Hushåll' }).click()
    await page.getByRole('button', { name: 'Skapa en kod' }).click()
    await expect(page.getByText('Kryssa i rutan om du vill fortsätta').first()).toBeVisible()
    await accessible(page)
    await page.getByLabel(/Ja, jag vill visa det här/).check()
    await page.getByRole('button', { name: 'Skapa en kod' }).click()
    await expect(page.getByRole('heading', { name: 'Din kod' })).toBeVisible()
    await accessible(page)
  })
  const code = await codeShownOn(page)

  await test.step('the second sees who it is, and says yes', async () => {
    await other.goto('/familj/hushall')
    await other.getByLabel('Kod', { exact: true }).fill('fel kod')
    await other.getByRole('button', { name: 'Se vem som bjuder in' }).click()
    await expect(other.getByText('Koden gäller inte').first()).toBeVisible()
    await accessible(other)
    await other.getByLabel('Kod', { exact: true }).fill(code.toLowerCase().replaceAll('-', ' '))
    await other.getByRole('button', { name: 'Se vem som bjuder in' }).click()
    await expect(other.getByRole('heading', { name: /bjuder in dig till ett hushåll/ })).toBeVisible()
    await accessible(other)
    await other.getByLabel(/Ja, jag vill visa det här om mig/).check()
    await other.getByRole('button', { name: 'Gå med' }).click()
    await expect(other.getByRole('heading', { name: /^Väntar på / })).toBeVisible()
    await expect(other).toHaveURL(/\/familj\/hushall$/)
  })

  await test.step('the first says yes by name, and both see the same sum', async () => {
    await page.goto('/familj/hushall')
    await expect(page.getByText('Inget om dig har visats än')).toBeVisible()
    await page.getByRole('button', { name: /^Ja, visa mina uppgifter för / }).click()
    await expect(page.getByRole('heading', { name: /^Du och / })).toBeVisible()
    await accessible(page)
    await other.goto('/familj/hushall')
    await expect(other.getByRole('heading', { name: /^Du och / })).toBeVisible()
    const sum = await page.locator('.joint .figure').innerText()
    expect(sum).toMatch(/\d{2}\s\d{3}\skr\/månad/)
    await expect(other.locator('.joint .figure')).toHaveText(sum)
    await page.getByText('Samma sak som tabell').click()
    expect(await page.locator('.joint tbody tr').count()).toBeGreaterThan(20)
    await inEnglish(page, 'Household')
  })

  await test.step('the second leaves: nothing is left to see for either', async () => {
    await other.getByRole('button', { name: 'Lämna hushållet' }).click()
    await expect(other.getByRole('heading', { name: 'Bjud in' })).toBeVisible()
    await page.goto('/familj/hushall')
    await expect(page.getByText(/har lämnat hushållet/)).toBeVisible()
    await expect(page.locator('.joint')).toHaveCount(0)
    await accessible(page)
  })
  await second.close()
})

test('a helper is let in, without JavaScript, sees, and is shut out at once', async ({ page, browser }) => {
  await collected(page, persons.helperGiver)
  await page.goto('/familj/hjalpare')
  await expect(page.getByText('Ingen kan se din pension just nu')).toBeVisible()
  await accessible(page)
  await page.getByLabel(/Ja, jag vill visa det här/).check()
  await page.getByRole('button', { name: 'Skapa en kod' }).click()
  await expect(page.getByText(/Välj en dag från i dag/).first()).toBeVisible()
  const nextMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('Till och med vilken dag?').fill(nextMonth)
  await page.getByLabel(/Ja, jag vill visa det här/).check()
  await page.getByRole('button', { name: 'Skapa en kod' }).click()
  await expect(page.getByRole('heading', { name: 'Din kod' })).toBeVisible()
  const code = await codeShownOn(page)

  const second = await anotherBrowser(browser)
  await collected(await second.newPage(), persons.helper)
  const withoutScript = await anotherBrowser(browser, false)
  await withoutScript.addCookies(await second.cookies())
  const helper = await withoutScript.newPage()

  await test.step('the helper accepts by plain forms', async () => {
    await helper.goto('/hjalper')
    await helper.getByLabel('Kod', { exact: true }).fill(code)
    await helper.getByRole('button', { name: 'Se vem som bjuder in' }).click()
    await helper.getByLabel(/Ja, jag vill hjälpa/).check()
    await helper.getByRole('button', { name: 'Tacka ja' }).click()
    await expect(helper.getByText(/Väntar på att .* säger ja till dig/)).toBeVisible()
    await expect(helper).toHaveURL(/\/hjalper$/)
  })

  await test.step('the giver says yes; the helper sees, and it is noted', async () => {
    await page.goto('/familj/hjalpare')
    await page.getByRole('button', { name: /^Ja, låt .* se min pension/ }).click()
    await expect(page.getByText('Har inte öppnat något')).toBeVisible()
    await helper.reload()
    await helper.getByRole('link', { name: /^Se .* pension$/ }).click()
    await expect(
      helper.getByRole('heading', { level: 1, name: /^Du ser uppgifter som .* har delat med dig, från / }),
    ).toBeVisible()
    await expect(helper.locator('.joint .figure')).toHaveText(/\d{2}\s\d{3}\skr\/månad/)
    await page.goto('/familj/hjalpare')
    await expect(page.getByText(/^Öppnat /)).toBeVisible()
    await accessible(page)
    const seen = await second.newPage()
    await seen.goto(helper.url())
    await accessible(seen)
    await inEnglish(seen, 'You see what')
  })

  await test.step('taken back: the same address shows nothing', async () => {
    await page.getByRole('button', { name: /^Ta tillbaka/ }).click()
    await expect(page.getByText('Du har tagit tillbaka det')).toBeVisible()
    const answer = await helper.reload()
    expect(answer?.status()).toBe(404)
    await expect(helper.getByRole('heading', { level: 1, name: 'Inget att visa' })).toBeVisible()
    await expect(helper.getByText('kr/månad')).toHaveCount(0)
    await helper.getByRole('link', { name: 'Tillbaka till dem du hjälper' }).click()
    await expect(helper.getByText('Delar inte längre med dig')).toBeVisible()
  })
  await second.close()
  await withoutScript.close()
})
