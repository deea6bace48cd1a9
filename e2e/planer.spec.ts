/** Plans: from a wished income to plans that are kept, compared, ticked off and sent to those who pay. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { persons } from './persons.ts'
import { accessible, collected, collectedWithoutScript, inEnglish } from './steps.ts'

const wish = '/planer/planerare?belopp=30000&skatt=efter&ar=64&manader=0'

async function saveWay(page: Page, name: string): Promise<void> {
  await page.goto(wish)
  await page.getByRole('button', { name }).click()
  await expect(page).toHaveURL(/\/planer\/[0-9a-f-]{36}$/)
}

/** Until a payer has answered at our own endpoint: the page is asked for again, as a saver would. */
async function answered(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto('/planer/skickat')
    await expect(page.getByText('Mottaget. Utbetalaren har tagit hand om det.').first()).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 40_000 })
}

test('from a wish to plans side by side, a list of what to do, and a payer’s receipt', async ({ page }) => {
  await collected(page, 'Karin Wallander')

  await test.step('no plans yet: where to begin', async () => {
    await page.getByRole('link', { name: 'Planer', exact: true }).click()
    await expect(page.getByText('Du har inga sparade planer än.')).toBeVisible()
    await accessible(page)
    await page.getByRole('link', { name: 'Börja med ett belopp' }).click()
  })

  await test.step('what cannot be meant is told beside its field', async () => {
    await page.getByLabel('Hur mycket vill du ha?').fill('mycket')
    await page.getByLabel('Från vilken ålder?').fill('20')
    await page.getByRole('button', { name: 'Visa hur det kan se ut' }).click()
    await expect(page.getByLabel('Hur mycket vill du ha?')).toHaveAccessibleDescription(/Skriv hela kronor med siffror/)
    await expect(page.getByLabel('Hur mycket vill du ha?')).toHaveValue('mycket')
    await accessible(page)
    await page.getByLabel('Hur mycket vill du ha?').fill('30 000')
    await page.getByRole('button', { name: 'Visa hur det kan se ut' }).click()
    await expect(page.getByLabel('Från vilken ålder?')).toHaveAccessibleDescription(/Så tidigt går inget att ta ut/)
  })

  await test.step('ways to draw the pension, each with what it gives up', async () => {
    await page.getByLabel('Från vilken ålder?').fill('64')
    await page.getByRole('button', { name: 'Visa hur det kan se ut' }).click()
    await expect(page.getByRole('heading', { name: /Så här kan det se ut/ })).toBeVisible()
    await expect(page.getByText(/^Det räcker/)).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Det här ger du avkall på' }).first()).toBeVisible()
    await expect(page.getByText('Det är inget råd')).toBeVisible()
    await expect(page.getByText('Kan som regel inte ändras när uttaget har börjat.').first()).toBeVisible()
    await accessible(page)
  })

  await test.step('two are kept; the same once more is the same plan', async () => {
    await saveWay(page, 'Spara sätt A som plan')
    await accessible(page)
    await saveWay(page, 'Spara sätt B som plan')
    await saveWay(page, 'Spara sätt B som plan')
    await page.goto('/planer')
    await expect(page.getByRole('heading', { level: 3 })).toHaveCount(2)
  })

  await test.step('a name that is taken asks what is to be kept', async () => {
    await page.getByRole('link', { name: /, B$/ }).click()
    await page.getByLabel('Namn', { exact: true }).fill('Senare')
    await page.getByRole('button', { name: 'Byt namn' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Senare' })).toBeVisible()
    const first = await page.context().newPage()
    await first.goto(page.url())
    await first.getByLabel('Namn', { exact: true }).fill('Mitt val')
    await first.getByRole('button', { name: 'Byt namn' }).click()
    await expect(first.getByRole('heading', { level: 1, name: 'Mitt val' })).toBeVisible()
    await page.getByLabel('Namn', { exact: true }).fill('Annat val')
    await page.getByRole('button', { name: 'Byt namn' }).click()
    await expect(page.getByText('Planen har ändrats i en annan flik.')).toBeVisible()
    await accessible(page)
    await page.getByRole('button', { name: 'Ersätt ”Mitt val” med det här' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Annat val' })).toBeVisible()
    await first.close()
  })

  await test.step('side by side', async () => {
    await page.goto('/planer')
    for (const box of await page.getByRole('checkbox').all()) await box.check()
    await page.getByRole('button', { name: 'Jämför planerna' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Jämför planer' })).toBeVisible()
    await expect(page.getByRole('columnheader')).toHaveCount(2)
    await expect(page.getByRole('img', { name: /Diagram: pension per månad/ })).toBeVisible()
    await accessible(page)
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 800 })
      await expect
        .poll(async () => {
          const table = await page.getByRole('table').boundingBox()
          return (table?.x ?? 0) + (table?.width ?? Infinity)
        })
        .toBeLessThanOrEqual(width)
    }
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  await test.step('what is to be done is ticked off', async () => {
    await page.goto('/planer')
    await page.getByRole('link', { name: 'Annat val' }).click()
    await expect(page.getByText(/Allmän pension: ansök om uttag, 100 procent, från/)).toBeVisible()
    await page.getByRole('button', { name: /^Markera som gjort\s+Allmän pension$/ }).click()
    await expect(page.getByRole('button', { name: /^Inte gjort än\s+Allmän pension$/ })).toBeVisible()
  })

  await test.step('sent once to those who take plans, and their receipt is shown', async () => {
    await page.getByRole('link', { name: 'Skicka till utbetalarna' }).click()
    await expect(page.getByText(/Avtalsnummer/).first()).toBeVisible()
    await accessible(page)
    const count = await page.getByRole('checkbox').count()
    expect(count).toBeGreaterThan(1)
    for (const box of await page.getByRole('checkbox').all()) await box.check()
    const confirm = page.url()
    await page.getByRole('button', { name: 'Skicka', exact: true }).click()
    await expect(page).toHaveURL(/\/planer\/skickat$/)
    await answered(page)
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(count)
    await accessible(page)
    await page.goto(confirm)
    await expect(page.getByText('Det är redan skickat.')).toHaveCount(count)
    await expect(page.getByRole('button', { name: 'Skicka', exact: true })).toHaveCount(0)
  })

  await test.step('the same in English', async () => {
    await inEnglish(page)
    await page.goto(wish)
    await expect(page.getByRole('heading', { name: /What it can look like/ })).toBeVisible()
    await accessible(page)
    await page.goto('/planer')
    await page.getByRole('link', { name: 'Annat val' }).click()
    await expect(page.getByRole('heading', { name: 'To do, and by when' })).toBeVisible()
    await expect(page.getByText('The one who pays has received the plan.').first()).toBeVisible()
    await accessible(page)
    await page.getByRole('link', { name: 'Remove' }).click()
    await accessible(page)
    await page.getByRole('button', { name: 'Remove the plan' }).click()
    await expect(page.getByText('The plan is removed.')).toBeVisible()
    await expect(page.getByRole('heading', { level: 3 })).toHaveCount(1)
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a plan is found, kept, compared and sent', async ({ page }) => {
    await collectedWithoutScript(page, persons.plansPlain)
    await page.goto('/planer/planerare')
    await page.getByLabel('Hur mycket vill du ha?').fill('20000')
    await page.getByLabel('Från vilken ålder?').fill('66')
    await page.getByRole('button', { name: 'Visa hur det kan se ut' }).click()
    await page.getByRole('button', { name: 'Spara sätt A som plan' }).click()
    await expect(page).toHaveURL(/\/planer\/[0-9a-f-]{36}$/)
    await page.getByRole('button', { name: 'Gör en kopia' }).click()
    await expect(page.getByRole('heading', { level: 1, name: /^Kopia av / })).toBeVisible()
    await page
      .getByRole('button', { name: /^Markera som gjort/ })
      .first()
      .click()
    await expect(page.getByText('Gjort.')).toBeVisible()
    await page.getByRole('link', { name: 'Skicka till utbetalarna' }).click()
    await page.getByRole('button', { name: 'Skicka', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('Kryssa för minst ett avtal')
    await page.getByRole('checkbox').first().check()
    await page.getByRole('button', { name: 'Skicka', exact: true }).click()
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(1)
    await page.goto('/planer')
    for (const box of await page.getByRole('checkbox').all()) await box.check()
    await page.getByRole('button', { name: 'Jämför planerna' }).click()
    await expect(page.getByRole('columnheader')).toHaveCount(2)
  })
})
