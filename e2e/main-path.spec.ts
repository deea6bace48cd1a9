/** The main path: from the start page to a pension one can trust, and out again. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { accessible, approve, awake, logIn, openOverview, settled } from './steps.ts'

/** Milliseconds from the click until the overview, asked for beside the page, holds an amount. */
async function firstFigure(page: Page, clicked: number): Promise<number> {
  const overview = async () => (await page.request.get('/oversikt')).text()
  await expect.poll(overview, { intervals: [100], timeout: 20_000 }).toMatch(/class="amount">\d/)
  return performance.now() - clicked
}

const waiting = '.source.word-waiting'

test('a saver logs in, approves, watches the sources settle, sees the whole and logs out', async ({
  page,
  control,
}) => {
  // The sources at their own pace, until they have been watched.
  await control.setClockFactor(1)
  await test.step('start and login', async () => {
    await page.goto('/')
    await expect(page).toHaveTitle(/Samlad Pension/)
    await accessible(page)
    await logIn(page, 'Maria Sandberg')
  })

  await test.step('first visit: nothing is collected before the yes', async () => {
    await expect(page.getByText('Hej Maria')).toBeVisible()
    await accessible(page)
    await page.getByRole('button', { name: 'Godkänn och hämta mina uppgifter' }).click()
    await expect(page.getByText('Kryssa i rutan om du vill fortsätta').first()).toBeVisible()
    await accessible(page)
  })

  await test.step('the sources settle one by one', async () => {
    const asynchronous = await control.asynchronousProviders()
    expect(asynchronous).toBeGreaterThanOrEqual(4)
    const clicked = performance.now()
    await approve(page)
    const figure = firstFigure(page, clicked)
    await expect(page.locator('.source')).toHaveCount(31)
    await expect(page.locator('.source.word-answered, .source.word-nothing-held').first()).toBeVisible()
    const first = performance.now() - clicked
    await expect
      .poll(() => page.locator(waiting).count(), { intervals: [50], timeout: 20_000 })
      .toBeLessThanOrEqual(asynchronous)
    const synchronous = performance.now() - clicked
    const shown = await figure
    console.log(
      `measured: from "hämta" to the first answer ${(first / 1000).toFixed(2)} s, to the first figure on the overview ${(shown / 1000).toFixed(2)} s (goal 2 s), all synchronous ${(synchronous / 1000).toFixed(2)} s (goal 5 s)`,
    )
    await accessible(page)
  })

  await test.step('the overview opens meanwhile, and says what it lacks', async () => {
    await openOverview(page)
    await expect(page.getByText(/av 31 källor/).first()).toBeVisible()
    await expect(page.getByText('Fler källor är på väg')).toBeVisible()
    await page.goto('/hamta')
  })

  await test.step('all settle; a failed source is never "nothing held"', async () => {
    await control.setClockFactor(100)
    await settled(page)
    await expect(page.locator(waiting)).toHaveCount(0)
    await expect(page.locator('[data-provider=stenskvatta-pension]')).toContainText('Kunde inte hämtas')
    await expect(page.locator('[data-provider=vintergrona-liv]')).toContainText('Inte anslutet')
    await expect(page.locator('[data-provider=lovskog-liv]')).toContainText(/Hämtat just nu|Inget sparat här/)
    await expect(page.getByText('29 av 31 källor').first()).toBeVisible()
    await accessible(page)
  })

  await test.step('a total, the chart, nine contracts and the public pension', async () => {
    await openOverview(page)
    await expect(page.locator('.figure .amount')).toHaveText(/^\d{2}\s\d{3}$/)
    await expect(page.getByLabel(/^Diagram/).first()).toBeVisible()
    await expect(page.locator('.contract')).toHaveCount(10)
    await accessible(page)
  })

  await test.step('a later age gives more, and the address holds it', async () => {
    const amount = async () => Number((await page.locator('.figure .amount').innerText()).replace(/\D/g, ''))
    const before = await amount()
    await awake(page)
    await page.getByLabel('År', { exact: true }).fill('70')
    await page.getByLabel('Månader', { exact: true }).fill('6')
    await page.getByLabel('Månader', { exact: true }).press('Enter')
    await expect(page).toHaveURL(/alder=70-6/)
    await expect.poll(amount).toBeGreaterThan(before)
    const later = await amount()
    const slider = page.getByRole('slider')
    await slider.focus()
    await slider.press('ArrowRight')
    await expect(page).toHaveURL(/alder=70-7/)
    await expect.poll(amount).toBeGreaterThanOrEqual(later)
    await page.reload()
    await expect(page.getByLabel('Månader', { exact: true })).toHaveValue('7')
  })

  await test.step('English, on the same page', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page).toHaveURL(/alder=70-7/)
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page.getByText(/29 of 31 sources/).first()).toBeVisible()
    await accessible(page)
  })

  await test.step('logged out, here and at the issuer', async () => {
    await page.getByRole('button', { name: 'Log out' }).click()
    await expect(page).toHaveURL(/\/utloggad/)
    await accessible(page)
    await page.goBack()
    await page.goto('/oversikt')
    await expect(page.locator('.contract')).toHaveCount(0)
    await expect(page.getByRole('link', { name: 'Log in' }).first()).toBeVisible()
  })
})
