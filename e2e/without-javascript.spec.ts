/** Every page works before, and without, JavaScript. */
import { expect, test } from './fixtures.ts'
import { approve, inEnglish, logIn, openOverview, settledWithoutScript } from './steps.ts'

test.use({ javaScriptEnabled: false })

test('the main path without JavaScript', async ({ page }) => {
  await logIn(page, 'Göran Ågren')
  await approve(page)
  await settledWithoutScript(page)
  await openOverview(page)
  await expect(page.locator('.figure .amount')).toHaveText(/\d{3}/)
  await page.getByLabel('År', { exact: true }).fill('66')
  await page.getByLabel('Månader', { exact: true }).fill('2')
  await page.getByRole('button', { name: 'Räkna om' }).click()
  await expect(page).toHaveURL(/(alder=66-2|ar=66.*manader=2)/)
  await expect(page.getByLabel('Månader', { exact: true })).toHaveValue('2')
  await inEnglish(page)
  await expect(page.getByRole('button', { name: 'Log out' })).toBeVisible()
})
