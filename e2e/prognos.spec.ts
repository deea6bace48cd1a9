/** The forecast: every choice, with and without JavaScript, and what the saver says of themselves. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { persons } from './persons.ts'
import { accessible, awake, collected, collectedWithoutScript } from './steps.ts'

// One saver, one after another: the facts about her are hers in every test.
test.describe.configure({ mode: 'default' })

const comeIn = (page: Page): Promise<void> => collected(page, persons.forecast)

const figure = (page: Page) => page.locator('.figure .amount')
const amount = async (page: Page): Promise<number> => Number((await figure(page).innerText()).replaceAll(/\D/g, ''))

test('every choice answers without a page load, stands in the address, and can be taken back', async ({ page }) => {
  await comeIn(page)
  await page.getByRole('link', { name: 'Prognos', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Din prognos' })).toBeVisible()
  await accessible(page)
  await awake(page)
  await page.evaluate(() => Object.assign(window, { sameDocument: true }))
  const atFirst = await amount(page)

  await test.step('the age, by slider and by figures', async () => {
    const slider = page.getByLabel('Ålder när du slutar arbeta')
    await slider.focus()
    for (let i = 0; i < 15; i++) await page.keyboard.press('ArrowLeft')
    await expect(page.locator('.condition')).toContainText('66 år och 9 månader')
    await expect(page).toHaveURL(/\?alder=66-9$/)
    await expect.poll(() => amount(page)).toBeLessThan(atFirst)
    await page.getByLabel('År', { exact: true }).first().fill('70')
    await expect(page.locator('.condition')).toContainText('70 år')
    await expect.poll(() => amount(page)).toBeGreaterThan(atFirst)
  })

  await test.step('market, money and pay', async () => {
    const before = await amount(page)
    await page.getByLabel('Sämre (lågt utfall)').check()
    await expect(page).toHaveURL(/marknad=lag/)
    await expect.poll(() => amount(page)).toBeLessThan(before)
    await page.getByLabel(/I kronor för utbetalningsåret/).check()
    await expect(page.getByText('i kronor för det år pengarna betalas ut')).toBeVisible()
    await page.getByLabel('Lön före skatt tills du slutar').fill('mycket')
    await expect(page.getByText('Skriv beloppet i hela kronor')).toBeVisible()
    await page.getByLabel('Lön före skatt tills du slutar').fill('52 000')
    await expect(page).toHaveURL(/lon=52000/)
    await expect(page.getByText('Skriv beloppet i hela kronor')).toHaveCount(0)
  })

  await test.step('part-time, parental leave, work beside, partial withdrawal', async () => {
    await page.getByRole('link', { name: 'Lägg till deltid' }).click()
    await expect(page.getByRole('group', { name: 'Period 1' })).toBeVisible()
    await page.getByRole('link', { name: 'Lägg till föräldraledighet' }).click()
    await page.getByRole('group', { name: 'Period 1' }).getByLabel('Föräldrapenning').fill('28 000')
    await page.getByRole('link', { name: 'Lägg till arbete vid sidan av pensionen' }).click()
    await expect(page.getByText(/Dessutom lön: cirka/)).toBeVisible()
    await page.getByRole('link', { name: 'Ta ut en del', exact: true }).click()
    await page.getByRole('group', { name: 'Uttag 1' }).getByLabel('Andel').selectOption('25')
    await expect(page).toHaveURL(/arbete=.+&arbete=.+&arbete=.+&uttag=70-9\.25&uttag=72-9\.100/)
    await accessible(page)
  })

  await test.step('a contract: its start and how long', async () => {
    const contract = page.locator('.item').filter({ hasText: 'ITP 1 Fond' })
    await contract.getByText('Ändra och se antaganden').click()
    await contract.getByLabel('Börjar vid, år').fill('66')
    await contract.getByLabel('Betalas ut').selectOption('120')
    await expect(page).toHaveURL(/avtal=[\w-]{16}\.66-0\.120/)
    await expect(contract.locator('.item-payments')).toContainText('till och med')
    await expect(contract.getByText('Eget val')).toBeVisible()
  })

  await test.step('what cannot be followed is told', async () => {
    await page.getByRole('group', { name: 'Uttag 1' }).getByLabel('Från ålder, år').fill('60')
    await expect(page.getByText(/Det delvisa uttaget kunde inte följas/)).toBeVisible()
  })

  await test.step('all of it is taken back', async () => {
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true)
    await page.getByRole('link', { name: 'Återställ alla val' }).click()
    await expect(page).toHaveURL(/\/prognos$/)
    await expect.poll(() => amount(page)).toBe(atFirst)
    await expect(page.getByText(/Dessutom lön/)).toHaveCount(0)
  })

  await test.step('an address opens where it was', async () => {
    await page.goto('/prognos?alder=66-9&marknad=hog')
    await expect(page.getByLabel('Bättre (högt utfall)')).toBeChecked()
    await expect(page.locator('.condition')).toContainText('66 år och 9 månader')
    await page.goto('/prognos?alder=snart')
    await expect(page.getByText(/Något i adressen gick inte att läsa/)).toBeVisible()
  })
})

test('what the saver says of themselves counts, and two tabs lose nothing of each other', async ({ page, context }) => {
  await comeIn(page)
  await page.goto('/om-dig')
  const other = await context.newPage()
  await other.goto('/om-dig')
  await page.getByLabel('Kommun där du är folkbokförd').fill('Ankeborg')
  await page.getByLabel('Boendekostnad för hela hushållet').fill('8 500')
  await page.getByRole('button', { name: 'Spara' }).click()
  await expect(page.getByText('Kommunen finns inte i listan').first()).toBeVisible()
  await expect(page.getByLabel('Boendekostnad för hela hushållet')).toHaveValue('8 500')
  await accessible(page)
  await page.getByLabel('Kommun där du är folkbokförd').fill('Umeå')
  await page.getByRole('button', { name: 'Spara' }).click()
  await expect(page.getByText('Sparat. Prognosen räknas nu med uppgifterna.')).toBeVisible()
  await accessible(page)

  await other.getByLabel('År i Sverige').fill('33')
  await other.getByRole('button', { name: 'Spara' }).click()
  await expect(other.getByText('Uppgifterna har ändrats i en annan flik')).toBeVisible()
  await expect(other.getByLabel('År i Sverige')).toHaveValue('33')
  await other.close()

  await page.getByRole('link', { name: 'Till prognosen' }).first().click()
  await expect(page.getByText('skatt i Umeå')).toBeVisible()
})

test('in English', async ({ page }) => {
  await comeIn(page)
  await page.goto('/prognos?alder=66-0&uttag=66-0.50')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your forecast' })).toBeVisible()
  await expect(page).toHaveURL(/alder=66-0/)
  await expect(page.getByText('You may be entitled to', { exact: true })).toBeVisible()
  await accessible(page)
  await page.goto('/om-dig')
  await expect(page.getByRole('heading', { level: 1, name: 'About you' })).toBeVisible()
  await accessible(page)
  await page.getByRole('button', { name: 'Svenska' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the form is sent, answered, and told what is wrong with it', async ({ page }) => {
    await collectedWithoutScript(page, persons.forecastPlain)
    await page.goto('/prognos')
    const atFirst = await amount(page)
    await page.getByLabel('År', { exact: true }).first().fill('66')
    await page.getByLabel('Månader', { exact: true }).first().fill('2')
    await page.getByLabel('Lön före skatt tills du slutar').fill('tjugo')
    await page.getByRole('button', { name: 'Räkna om' }).last().click()
    await expect(page.getByRole('alert')).toContainText('Några fält behöver rättas')
    await expect(page.getByLabel('Lön före skatt tills du slutar')).toHaveValue('tjugo')
    await page.getByLabel('Lön före skatt tills du slutar').fill('20 000')
    await page.getByLabel('Sämre (lågt utfall)').check()
    await page.getByRole('button', { name: 'Räkna om' }).last().click()
    await expect(page).toHaveURL(/\?alder=66-2&marknad=lag&lon=20000$/)
    expect(await amount(page)).toBeLessThan(atFirst)
    await page.getByRole('link', { name: 'Lägg till deltid' }).click()
    await expect(page.getByRole('group', { name: 'Period 1' })).toBeVisible()
    await page.getByRole('link', { name: 'Återställ alla val' }).click()
    await expect(page).toHaveURL(/\/prognos$/)
  })
})
