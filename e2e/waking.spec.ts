/** The moment between a page that is shown and one whose script answers. */
import { expect, test } from './fixtures.ts'
import { awake } from './steps.ts'

test('keys that are pressed all the while keep no page from waking up', async ({ page }) => {
  // A key in every turn of the browser's own loop: no moment is left in which one could come and does not.
  await page.addInitScript(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      document.querySelector('body')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', bubbles: true }))
      if (history.scrollRestoration === 'auto') port2.postMessage(null)
    }
    port2.postMessage(null)
  })
  for (const address of ['/', '/login/pin', '/rundtur']) {
    await page.goto(address)
    await awake(page)
  }
  await page.evaluate(() => Object.assign(window, { sameDocument: true }))
  await page.getByRole('link', { name: 'Nästa' }).click()
  await expect(page).toHaveURL(/steg=2$/)
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true)
})
