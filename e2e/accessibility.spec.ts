/**
 * What docs/accessibility.md promises of every page. The list of pages is that of app/routes.ts: a new page that stands
 * in none of the two lists here fails.
 */
import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { persons } from './persons.ts'
import { accessible, awake, collected, inEnglish, openOverview, settled } from './steps.ts'

/** Pages that a saver who has collected can open by their address alone. */
const pages = [
  '/',
  '/valkommen',
  '/hamta',
  '/oversikt',
  '/om-dig',
  '/prognos',
  '/sa-raknade-vi',
  '/planer',
  '/planer/planerare',
  '/planer/skickat',
  '/egna-uppgifter',
  '/forandringar',
  '/familj',
  '/familj/hushall',
  '/familj/hjalpare',
  '/hjalper',
  '/mina-uppgifter',
  '/mina-uppgifter/utdrag',
  '/mina-uppgifter/logg',
  '/mina-uppgifter/pin-kod',
  '/mina-uppgifter/inloggningar',
  '/mina-uppgifter/aterkalla',
  '/mina-uppgifter/avsluta',
  '/login/pin',
  '/login/pin/ko',
  '/avregistrera',
  '/bekrafta-e-post',
  '/om-uppgifterna',
  '/ord',
  '/rundtur',
  '/lattlast',
  '/tillganglighet',
  '/inloggning-misslyckades',
  '/finns-inte',
]
/** Answers that are no pages, and pages with a journey of their own. */
const others = [
  'hamta/lage',
  'login/pin/utmaning',
  'prognos/svar',
  'sa-raknade-vi/:contractId?',
  'planer/jamfor',
  'planer/:plan',
  'planer/:plan/ta-bort',
  'planer/:plan/skicka',
  'egna-uppgifter/post',
  'egna-uppgifter/ta-bort',
  'egna-uppgifter/fel',
  'hjalper/:id',
  'mina-uppgifter/utdrag/:format',
  'ombud',
  'ombud/lage',
  'ombud/avsluta',
  'ombud/arende',
  'ombud/arende/villkor',
  'ombud/arende/hamtning',
  'ombud/arende/oversikt',
  'ombud/arende/prognos',
  'ombud/arende/brev',
  'embed/valkommen',
  'embed/hamta',
  'embed/hamta/lage',
  'embed/oversikt',
  'embed/prognos',
  'embed/prognos/svar',
  'session',
  'sprak',
  'utloggad',
  '*',
]

test('every page is looked at', () => {
  const known = new Set([...pages.map((path) => path.slice(1)), ...others])
  const routes = readFileSync(new URL('../app/routes.ts', import.meta.url), 'utf8')
  const addresses = [...routes.matchAll(/path: '([^']+)'/g)].map(([, path]) => path ?? '')
  expect(addresses.length).toBeGreaterThan(30)
  expect(addresses.filter((address) => !known.has(address))).toEqual([])
})

/** WCAG 1.4.10: at 320 px, which is 1280 px enlarged to 400 %, nothing is wider than the screen but framed tables. */
const widerThanScreen = (page: Page) =>
  page.evaluate(() => {
    const framed = (element: Element) => element.closest('.table-frame, svg, pre') !== null
    const width = document.documentElement.clientWidth
    return [...document.body.querySelectorAll('*')]
      .filter((element) => !framed(element) && element.getBoundingClientRect().right > width + 1)
      .filter((element) => element.getBoundingClientRect().width > 1)
      .map((element) => `${element.tagName} ${String(element.getAttribute('class'))}`)
  })

/** WCAG 1.4.12: lines, paragraphs, words and letters further apart. */
const spaced = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`

/** Spaced out, no text is cut off by its own box, nothing reaches outside, and nothing scrolls sideways. */
async function lostBySpacing(page: Page): Promise<readonly string[]> {
  await page.evaluate((style) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(style)
    document.adoptedStyleSheets = [sheet]
  }, spaced)
  const cut = await page.evaluate(() => {
    const hides = (element: Element) =>
      ['hidden', 'clip'].includes(getComputedStyle(element).overflowY) && !element.closest('.visually-hidden, svg')
    return [...document.body.querySelectorAll('main *')]
      .filter(
        (element) => hides(element) && element.clientHeight > 1 && element.scrollHeight > element.clientHeight + 1,
      )
      .map((element) => `cut off: ${element.tagName} ${String(element.getAttribute('class'))}`)
  })
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  const wider = (await widerThanScreen(page)).map((element) => `outside: ${element}`)
  await page.evaluate(() => {
    document.adoptedStyleSheets = []
  })
  return [...cut, ...wider, ...(sideways > 0 ? [`scrolls ${sideways} px sideways`] : [])]
}

/** How many entries of the menu are marked: each page of a saver's own is of one. */
const marked = (page: Page) => page.locator('nav.pages a[aria-current]').count()
/** Open to all, or before and after everything else. */
const ofNoSection = new Set([
  '/login/pin',
  '/login/pin/ko',
  '/',
  '/valkommen',
  '/avregistrera',
  '/bekrafta-e-post',
  '/om-uppgifterna',
  '/ord',
  '/rundtur',
  '/lattlast',
  '/tillganglighet',
  '/inloggning-misslyckades',
  '/finns-inte',
])

/** One h1, and no level left out on the way down. */
const headingFaults = (page: Page) =>
  page.evaluate(() => {
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
      .filter((heading) => heading.checkVisibility())
      .map((heading) => Number(heading.tagName.slice(1)))
    const jumps = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)
    return { first: levels.filter((level) => level === 1).length, jumps }
  })

test.describe.configure({ mode: 'serial' })

for (const language of ['sv', 'en'] as const) {
  test(`every page in ${language}: axe, headings, title, reflow, spacing, skip link`, async ({ page }) => {
    test.setTimeout(420_000)
    if (language === 'sv') await collected(page, persons.accessibilitySv)
    else {
      await collected(page, persons.accessibilityEn)
      await inEnglish(page)
    }
    const titles = new Map<string, string>()
    for (const path of pages) {
      await test.step(path, async () => {
        await page.setViewportSize({ width: 1280, height: 900 })
        await page.goto(path)
        titles.set(path, await page.title())
        await accessible(page)
        const { first, jumps } = await headingFaults(page)
        expect.soft(first, `${path}: one h1`).toBe(1)
        expect.soft(jumps, `${path}: levels of headings`).toEqual([])
        if (path === '/oversikt')
          expect.soft((await page.pdf({ format: 'A4' })).length, 'printed').toBeLessThan(500_000)
        await page.keyboard.press('Tab')
        expect.soft(await page.evaluate(() => document.activeElement?.className), `${path}: skip link`).toBe('skip')
        await page.setViewportSize({ width: 320, height: 700 })
        expect.soft(await widerThanScreen(page), `${path}: at 320 px`).toEqual([])
        expect.soft(await lostBySpacing(page), `${path}: spaced out at 320 px`).toEqual([])
        await page.setViewportSize({ width: 390, height: 844 })
        expect.soft(await lostBySpacing(page), `${path}: spaced out at 390 px`).toEqual([])
        expect.soft(await marked(page), `${path}: marked in the menu`).toBe(ofNoSection.has(path) ? 0 : 1)
      })
    }
    const unnamed = [...titles].filter(([, title]) => title.trim() === '' || !title.includes('–'))
    expect(unnamed).toEqual([])
    expect(new Set(titles.values()).size, 'titles tell the pages apart').toBe(titles.size)
  })
}

test('the main path by keyboard alone', async ({ page }) => {
  /** Keys first when the page has come: those that one sends while it is on its way lead nowhere. */
  const pressUntil = async (wanted: Locator, key = 'Tab') => {
    await expect(wanted).toBeVisible()
    await page.waitForLoadState()
    for (let count = 0; count < 80; count++) {
      await page.keyboard.press(key)
      const outline = await wanted.evaluate((element) =>
        element === document.activeElement ? getComputedStyle(element).outlineStyle : null,
      )
      if (outline === null) continue
      expect(outline, `${String(wanted)}: focus is seen`).not.toBe('none')
      return
    }
    throw new Error(`${String(wanted)} is not reached by ${key}`)
  }
  await page.goto('/')
  await pressUntil(page.getByRole('link', { name: 'Logga in med e-legitimation' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Välj testperson' })).toBeVisible()
  await pressUntil(page.locator('summary', { hasText: 'Någon annan ur testserien' }))
  await page.keyboard.press('Enter')
  await pressUntil(page.getByLabel(/Personnummer/))
  await page.keyboard.type(persons.keyboard)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/valkommen$/)
  await pressUntil(page.getByLabel(/godkänner att uppgifter/))
  await page.keyboard.press('Space')
  await pressUntil(page.getByRole('button', { name: 'Godkänn och hämta mina uppgifter' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/hamta$/)
  await settled(page)
  await pressUntil(page.getByRole('link', { name: 'Öppna översikten' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/oversikt/)
  await awake(page)
  const before = await page.locator('.figure .amount').first().innerText()
  await pressUntil(page.getByRole('slider'))
  for (let count = 0; count < 12; count++) await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.locator('.figure .amount').first().innerText()).not.toBe(before)
  await pressUntil(page.getByRole('button', { name: 'Logga ut', exact: true }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/utloggad/)
})

test('in forced colours and with less movement nothing is lost', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await collected(page, persons.forcedColours)
  await openOverview(page)
  const columns = page.locator('.wide .column, .narrow-chart .column').first()
  await expect(page.getByLabel(/^Diagram/).first()).toBeVisible()
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).not.toBe(
    await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
  )
  const moving = await page.evaluate(
    () => document.getAnimations().filter((animation) => animation.playState === 'running').length,
  )
  expect(moving).toBe(0)
  await expect(columns.or(page.locator('svg rect').first()).first()).toBeAttached()
})
