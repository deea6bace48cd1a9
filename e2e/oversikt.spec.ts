/** The overview in full, each of its figures opened to its steps, and the chart as it is met without eyes or mouse. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { persons } from './persons.ts'
import { accessible, awake, collected, logIn, openOverview, settledWithoutScript } from './steps.ts'

declare global {
  interface Window {
    /** With each question of a new age, what it would have been broken off with. */
    journeySignals?: AbortSignal[]
  }
}

const oreIn = (text: string): number => Number(text.replace(/[^\d\u2212]/g, '').replace('\u2212', '-'))

/** The first amount of each line of the sum, in öre: beside another month, the change. */
async function amounts(page: Page, lines: string): Promise<number[]> {
  return (await page.locator(`${lines} td:nth-child(2)`).allInnerTexts()).map(oreIn)
}

const sumOf = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0)

test('what is left after tax, what stands with each contract, and every figure opens to its steps', async ({
  page,
}) => {
  await collected(page, 'Eva Lundgren')
  await openOverview(page)

  await test.step('beside the amount before tax: after tax, on which tax, and the way to change it', async () => {
    await expect(page.getByText(/cirka .* efter skatt \(uppskattad\)/)).toBeVisible()
    await expect(page.getByText(/Från januari \d{4} blir skatten lägre: cirka .* efter skatt\./)).toBeVisible()
    await expect(page.locator('.after-tax')).toContainText('med landets genomsnittliga kommunalskatt')
    await expect(page.getByRole('link', { name: 'Välj din kommun' })).toHaveAttribute('href', '/om-dig')
  })

  await test.step('each contract: who calculated, how fresh, its state, cover; all else that is known below', async () => {
    const contract = page.locator('.contract').nth(1)
    await expect(contract).toContainText(/Källans egen prognos|Räknat av oss/)
    await expect(contract).toContainText(/värdet gäller \d+ \S+ \d{4} · hämtat \d+ \S+ \d{4}/)
    await expect(contract).toContainText(/skydd till efterlevande/)
    await contract.getByText('Mer om avtalet').click()
    await expect(contract.getByText('Förmånstagare angivna')).toBeVisible()
    await expect(contract.getByText('Avgifter', { exact: true })).toBeVisible()
    await expect(contract.getByRole('link', { name: /^Stämmer det inte\?/ })).toHaveAttribute(
      'href',
      /^\/egna-uppgifter\/fel\?avtal=[\w-]+$/,
    )
    await accessible(page)
  })

  const shown = (await page.locator('.figure .amount').innerText()).replace(/\D/g, '')

  await test.step('the head figure: the parts add up to it to the öre', async () => {
    await page.getByRole('link', { name: 'Så räknade vi', exact: true }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: 'Så räknade vi' })).toBeVisible()
    await accessible(page)
    const contracts = await amounts(page, '.sum-contract')
    const [total = 0, overview = 0] = await amounts(page, '.sum-total')
    const [rounding = 0] = await amounts(page, '.sum tbody:last-of-type tr:nth-child(2)')
    expect(contracts.length).toBeGreaterThan(1)
    expect(sumOf(contracts)).toBe(total)
    expect(total + rounding).toBe(overview)
    expect(overview).toBe(Number(shown) * 100)
    await expect(page.getByRole('heading', { name: 'Skatt om året' })).toBeVisible()
  })

  await test.step('one contract: each rule, and the figures of law with source and how sure they are', async () => {
    await page
      .getByRole('link', { name: /^Alla steg för/ })
      .last()
      .click()
    await expect(page.getByRole('heading', { level: 2, name: 'Steg för steg' })).toBeVisible()
    await expect(page.locator('.steps h3').first()).toBeVisible()
    await page.goto('/sa-raknade-vi')
    await page.getByText(/tal ur lag, avtal eller standard/).click()
    await expect(page.locator('.law').getByText('beslutat', { exact: true }).first()).toBeVisible()
    await expect(page.locator('.law').getByText('framskrivet', { exact: true }).first()).toBeVisible()
    await accessible(page)
  })

  await test.step('in English', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'How we counted' })).toBeVisible()
    await page.getByRole('link', { name: 'Back to the overview' }).click()
    await expect(page.getByText(/about SEK.*after tax \(estimated\)/)).toBeVisible()
    await accessible(page)
  })

  await test.step('a contract that is not the saver\u2019s is not found, and nothing of it is said', async () => {
    const answer = await page.goto('/sa-raknade-vi/AAAAAAAAAAAAAAAA')
    expect(answer?.status()).toBe(404)
    await expect(page.getByText('That contract is no longer among your data.')).toBeVisible()
  })
})

test('a pensioner: what is paid, what rests, and what each fall is made of', async ({ page }) => {
  await collected(page, 'Lennart Forsberg')
  await openOverview(page)
  await expect(page.getByText('Betalas ut nu').first()).toBeVisible()
  await expect(page.getByText('Utbetalningen vilar').first()).toBeVisible()
  await accessible(page)
  await expect(page.getByText('Vilande utbetalning').first()).toBeVisible()
  await expect(page.getByText(/Betalas ut och tar slut inom kort/).first()).toBeVisible()
  const fall = page.locator('.falls li').first()
  await expect(fall).toContainText(/^Vid \d+\sår.*sjunker pensionen med .*: .* tar slut\./)
  await fall.getByRole('link').click()
  await expect(page).toHaveURL(/manad=\d{4}-\d{2}/)
  await expect(page.getByText(/^Så ändras beloppet i/)).toBeVisible()
  const changes = await amounts(page, '.sum-contract')
  const [change = 0] = await amounts(page, '.sum-total')
  expect(change).toBeLessThan(0)
  expect(sumOf(changes)).toBe(change)
  await accessible(page)
})

test('the chart without a mouse: arrows move between the columns, each says its sentence', async ({ page }) => {
  await collected(page, 'Johan Ekström')
  await openOverview(page)
  const chart = page.locator('.chart.wide').getByRole('group', { name: /^Diagram/ })
  await expect(chart).toMatchAriaSnapshot(`
    - 'group "Diagram: pension per månad för varje levnadsår. Samma uppgifter finns i tabellen under diagrammet."':
      - link /Vid \\d+ års ålder.* cirka .* kr.månad. Av det.* allmän pension .* och tjänstepension .*/
      - link /Vid \\d+ års ålder.* cirka .*/
  `)
  await awake(page)
  const columns = chart.getByRole('link')
  const count = await columns.count()
  await expect(chart.locator('a[tabindex="0"]')).toHaveCount(1)
  // A pointer that rests where the chart is scrolled to would choose a column of its own.
  await page.mouse.move(0, 0)
  await columns.first().focus()
  const readout = page.locator('.chart.wide .chart-readout')
  for (const [key, index] of [
    ['ArrowRight', 1],
    ['ArrowRight', 2],
    ['ArrowLeft', 1],
    ['End', count - 1],
    ['Home', 0],
  ] as const) {
    await page.keyboard.press(key)
    await expect(columns.nth(index)).toBeFocused()
    await expect(readout).toHaveText((await columns.nth(index).getAttribute('aria-label')) ?? '')
  }
  await columns.nth(3).hover()
  await expect(readout).toHaveText((await columns.nth(3).getAttribute('aria-label')) ?? '')
})

test('heights glide when the age moves, and stand still for those who ask for that', async ({ page }) => {
  await collected(page, persons.glidingChart)
  await openOverview(page)
  const glides = () =>
    page
      .locator('.chart.wide .chart-part')
      .first()
      .evaluate((part) => getComputedStyle(part).transitionDuration)
  expect(await glides()).toContain('0.15s')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await glides()).toMatch(/^0s/)
})

test('along the slider one age is asked for at a time, and no answer is thrown away', async ({ page }) => {
  // The browser alone does not tell: it calls an answer broken off when only its closing bytes were not awaited.
  await page.addInitScript(() => {
    const ask = window.fetch.bind(window)
    window.fetch = (input, init) => {
      const { url, signal } = new Request(input, init)
      if (url.includes('/oversikt.data')) (window.journeySignals ??= []).push(signal)
      return ask(input, init)
    }
  })
  await collected(page, persons.heldKey)
  await openOverview(page)
  await awake(page)
  const slider = page.getByRole('slider')
  const first = Number(await slider.inputValue())
  await slider.focus()
  for (const [key, months] of [
    ['ArrowRight', first + 30],
    ['ArrowLeft', first],
    ['ArrowRight', first + 30],
  ] as const) {
    for (let count = 0; count < 30; count++) await page.keyboard.press(key)
    await expect(page).toHaveURL(new RegExp(`alder=${Math.floor(months / 12)}-${months % 12}$`))
  }
  const thrownAway = await page.evaluate(() => window.journeySignals?.map(({ aborted }) => aborted))
  expect(thrownAway?.length).toBeGreaterThanOrEqual(3)
  expect(new Set(thrownAway)).toEqual(new Set([false]))
})

test.describe('at 320 px', () => {
  test.use({ viewport: { width: 320, height: 640 } })

  test('the chart stands in five-year steps, and nothing is wider than the page', async ({ page }) => {
    await collected(page, 'Mehmet Yıldız')
    await openOverview(page)
    const steps = page.locator('.chart.narrow-chart a')
    await expect(page.locator('.chart.narrow-chart a[aria-label^="Vid 70–74"]')).toHaveCount(1)
    expect(await steps.count()).toBeLessThan(10)
    for (const address of ['/oversikt', '/sa-raknade-vi']) {
      await page.goto(address)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    }
    await accessible(page)
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('every figure opens to its steps', async ({ page }) => {
    await logIn(page, persons.explanation)
    await page.getByLabel(/godkänner att uppgifter/).check()
    await page.getByRole('button', { name: 'Godkänn och hämta mina uppgifter' }).click()
    await settledWithoutScript(page)
    await openOverview(page)
    await page
      .locator('.contract')
      .first()
      .getByRole('link', { name: /^Så räknade vi/ })
      .click()
    await expect(page.getByRole('heading', { level: 1, name: 'Så räknade vi: Allmän pension' })).toBeVisible()
    await expect(page.locator('.steps > li').first()).toBeVisible()
  })
})
