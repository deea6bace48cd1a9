/** "Arbetar som": what the saver says of their work becomes a part of the forecast of its own, and goes again. */
import { expect, test } from './fixtures.ts'
import { persons } from './persons.ts'
import { accessible, collected, collectedWithoutScript, inEnglish } from './steps.ts'

const assumed = 'Framtida tjänstepension enligt AKAP-KR (vårt antagande)'

test('an agreement that no source reports is assumed, shown as such everywhere, and taken back', async ({ page }) => {
  await collected(page, persons.agreement)
  await page.goto('/om-dig')
  await page.getByLabel('Lön före skatt i dag').fill('38 000')
  await page.getByLabel('Arbetar som').selectOption('AKAP-KR')
  await page.getByRole('button', { name: 'Spara' }).click()
  await expect(page.getByText('Ingen källa rapporterar inbetalningar enligt AKAP-KR.')).toBeVisible()
  await accessible(page)

  await page.goto('/oversikt')
  const contract = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 4, name: assumed }) })
  await expect(contract).toContainText('Inget än: det är bara framtida inbetalningar')
  await expect(contract.getByRole('link', { name: /Stämmer det inte/ })).toHaveCount(0)
  await accessible(page)
  await contract.getByRole('link', { name: /Så räknade vi/ }).click()
  await expect(page.getByText(assumed).first()).toBeVisible()

  for (const address of ['/prognos', '/familj']) {
    await page.goto(address)
    await expect(page.getByText(assumed).first()).toBeVisible()
  }

  await page.goto('/om-dig')
  await page.getByLabel('Arbetar som').selectOption('none')
  await page.getByRole('button', { name: 'Spara' }).click()
  await expect(page.getByText('Sparat. Prognosen räknas nu med uppgifterna.')).toBeVisible()
  await page.goto('/oversikt')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText(assumed)).toHaveCount(0)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the same in English, and the part that is not counted is told', async ({ page }) => {
    await collectedWithoutScript(page, persons.agreementPlain)
    await inEnglish(page)
    await page.goto('/om-dig')
    await page.getByLabel('Pay before tax today').fill('38 000')
    await page.getByLabel('Works as').selectOption('PA16-2')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Of PA 16, section 2 only the defined-contribution part is counted.')).toBeVisible()
    await page.goto('/oversikt')
    const name = 'Future occupational pension under PA 16, section 2 (our assumption)'
    await expect(page.getByRole('heading', { name })).toBeVisible()
  })
})
