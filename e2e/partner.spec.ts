/** The pension with a partner: in its page, in the whole window and in its own words; and what must fail there. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, FrameLocator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { operate, register } from './partner-site/register.ts'
import type { PartnerSite } from './partner-site/site.ts'
import { startPartnerSite } from './partner-site/site.ts'
import { persons } from './persons.ts'
import { accessible } from './steps.ts'

const partnerOrigin = process.env.JOURNEYS_PARTNER ?? ''
const operator = { ...process.env, DATABASE_OWNER_URL: process.env.JOURNEYS_DATABASE_OWNER_URL }

type Way = 'I vår sida' | 'I hela fönstret' | 'Med våra egna ord'

async function open(page: Page, number: string, way: Way, language: 'sv' | 'en' = 'sv'): Promise<void> {
  await page.goto(partnerOrigin)
  await page.getByLabel('Inloggad kund').fill(number)
  await page.getByLabel('Språk').selectOption(language)
  await page.getByRole('button', { name: way }).click()
}

const framed = (page: Page): FrameLocator => page.frameLocator('#pension')

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.PARTNER_SHOTS
  if (folder === undefined) return
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
  }
}

test('in the partner’s page, with third-party cookies blocked', async ({ page, context }) => {
  // From the terms to the forecast in one go, with a check of every page on the way.
  test.slow()
  await open(page, persons.partnerFrame, 'I vår sida')
  const pension = framed(page)
  await expect(pension.getByRole('heading', { level: 1, name: 'Innan vi hämtar dina uppgifter' })).toBeVisible()
  await accessible(page)
  await shoot(page, 'villkor')
  await pension.getByRole('button', { name: 'Godkänn och hämta mina uppgifter' }).click()
  await expect(pension.getByRole('alert')).toContainText('Kryssa i rutan')
  await pension.getByLabel(/godkänner att uppgifter/).check()
  await pension.getByRole('button', { name: 'Godkänn och hämta mina uppgifter' }).click()

  await expect(pension.getByRole('heading', { level: 1, name: 'Hämtningen är klar' })).toBeVisible({ timeout: 60_000 })
  await accessible(page)
  await shoot(page, 'hamtning')
  await pension.getByRole('link', { name: 'Öppna översikten' }).click()

  await expect(pension.locator('.figure .amount')).toHaveText(/\d/)
  const standing = pension.locator('.standing')
  await expect(standing).toHaveText(/^\d+ av \d+ källor.* · uppgifter från \d+ \w+ \d{4}$/)
  await expect(pension.locator('.mark')).toContainText('Samlad Pension')
  await accessible(page)
  await shoot(page, 'oversikt')
  await heightIsTold(page)
  await nothingElseIsLinked(pension)

  await pension.getByRole('link', { name: 'Prognos' }).click()
  const figure = pension.getByTestId('figure')
  const before = await figure.innerText()
  // Typed before the page's script is there, it would be a form to send.
  await expect(async () => {
    for (const age of ['70', '69']) await pension.locator('#age-years').fill(age)
    await expect(figure).not.toHaveText(before, { timeout: 2_000 })
  }).toPass()
  await expect(standing).toHaveText(/källor/)
  await accessible(page)
  await shoot(page, 'prognos')

  await pension.getByRole('button', { name: 'English' }).click()
  await expect(standing).toHaveText(/sources/)
  await accessible(page)
  await themed(page)
  const cookies = await context.cookies()
  expect(cookies.map(({ name, sameSite, httpOnly, secure }) => [name, sameSite, httpOnly, secure])).toEqual([
    ['__Host-embed', 'None', true, true],
  ])
  // Last: a frame that is being made narrower takes no clicks for a moment.
  await nothingSticksOut(page)
  await thirdPartyCookiesAreBlocked(page)
})

/** The frame is as high as what it holds. */
async function heightIsTold(page: Page): Promise<void> {
  await expect(async () => {
    const outer = await page.locator('#pension').evaluate((frame) => frame.getBoundingClientRect().height)
    const inner = await framed(page)
      .locator('body')
      .evaluate((body) => body.getBoundingClientRect().height)
    expect(Math.abs(outer - inner)).toBeLessThan(4)
  }).toPass({ timeout: 10_000 })
}

/** At the width of a small phone, and with the partner's own font. */
async function nothingSticksOut(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 900 })
  await expect(async () => {
    const [inner, outer] = await framed(page)
      .locator('html')
      .evaluate((html) => [html.scrollWidth, html.clientWidth])
    expect(inner).toBeLessThanOrEqual(outer)
  }).toPass({ timeout: 5_000 })
}

async function nothingElseIsLinked(pension: FrameLocator): Promise<void> {
  const links = await pension
    .locator('a[href], form[action]')
    .evaluateAll((all) =>
      all.map((one) => [one.getAttribute('href') ?? one.getAttribute('action') ?? '', one.getAttribute('target')]),
    )
  const elsewhere = links.filter(([to = '']) => to !== null && !/^(#|\/embed\/)/.test(to))
  expect(elsewhere).toEqual([['/', '_blank']])
}

/** The partner's colour is in force, under the strict policy. */
async function themed(page: Page): Promise<void> {
  const brand = await framed(page)
    .locator('html')
    .evaluate((html) => getComputedStyle(html).getPropertyValue('--brand').trim())
  expect(brand).toBe('#1d3f8a')
}

/** Beside the partitioned cookie that came through: one that is not partitioned, from the portal's site, does not. */
async function thirdPartyCookiesAreBlocked(page: Page): Promise<void> {
  const server = createServer((request, response) => {
    if (request.url === '/satt') {
      const cookies = ['fri=1; SameSite=None; Secure; Path=/', 'delad=1; SameSite=None; Secure; Path=/; Partitioned']
      response.writeHead(303, { 'set-cookie': cookies, location: '/svar' }).end()
    } else response.end(`<p>${request.headers.cookie ?? ''}</p>`)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  try {
    const around = createServer((_request, response) => {
      response
        .setHeader('content-type', 'text/html')
        .end(`<iframe id="kontroll" title="x" src="http://localhost:${port}/satt"></iframe>`)
    })
    await new Promise<void>((resolve) => around.listen(0, '127.0.0.1', resolve))
    await page.goto(`http://127.0.0.1:${(around.address() as AddressInfo).port}/`)
    const got = page.frameLocator('#kontroll').locator('p')
    await expect(got).toHaveText(/delad=1/)
    await expect(got).not.toHaveText(/fri=1/)
    around.close()
  } finally {
    server.close()
  }
}

test('in the whole window, in English, and back', async ({ page, portal }) => {
  await open(page, persons.partnerPage, 'I hela fönstret', 'en')
  await expect(page).toHaveURL(`${portal.origin}/embed/valkommen`)
  await page.getByLabel(/approve/).check()
  await page.getByRole('button', { name: /Approve/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'The collection is complete' })).toBeVisible({
    timeout: 60_000,
  })
  await page.goto(`${portal.origin}/embed/oversikt`)
  await expect(page.locator('.figure .amount')).toHaveText(/\d/)
  await expect(page.locator('.standing')).toHaveText(/\d+ of \d+ sources.* · figures from/)
  await accessible(page)
  await shoot(page, 'helsida')
  for (const path of ['/oversikt', '/mina-uppgifter', '/planer', '/mina-uppgifter/utdrag']) {
    expect((await page.goto(`${portal.origin}${path}`))?.status(), path).toBe(401)
  }
  await page.goto(`${portal.origin}/embed/oversikt`)
  await page.getByRole('link', { name: 'Back to Exempelbanken' }).click()
  await expect(page).toHaveURL(`${partnerOrigin}/`)
})

test('in the partner’s own words, from signed data that it verifies; and only after the approval', async ({ page }) => {
  await open(page, persons.partnerData, 'Med våra egna ord')
  await expect(page.locator('#fel')).toContainText('consent_required')
  await open(page, persons.partnerData, 'I hela fönstret')
  await page.getByLabel(/godkänner att uppgifter/).check()
  await page.getByRole('button', { name: 'Godkänn och hämta mina uppgifter' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Hämtningen är klar' })).toBeVisible({ timeout: 60_000 })
  await open(page, persons.partnerData, 'Med våra egna ord')
  await expect(page.locator('#belopp')).toHaveText(/Cirka [1-9][\d\s]* kr i månaden före skatt från \d\d år/)
  await expect(page.locator('#kallor')).toHaveText(/^\d+ av \d+ källor, uppgifter från \d{4}-\d\d-\d\d/)
  await expect(page.locator('#verifierad')).toBeVisible()
  await shoot(page, 'egna-ord')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('from approval to forecast in the partner’s page', async ({ page }) => {
    await open(page, persons.partnerPlain, 'I vår sida')
    const pension = framed(page)
    await pension.getByLabel(/godkänner att uppgifter/).check()
    await pension.getByRole('button', { name: 'Godkänn och hämta mina uppgifter' }).click()
    await expect(async () => {
      const again = pension.getByRole('link', { name: 'Uppdatera sidan' })
      if (await again.isVisible()) await again.click({ timeout: 2_000 })
      await expect(pension.getByRole('heading', { level: 1, name: 'Hämtningen är klar' })).toBeVisible({
        timeout: 1_000,
      })
    }).toPass({ timeout: 60_000 })
    await pension.getByRole('link', { name: 'Öppna översikten' }).click()
    await expect(pension.locator('.figure .amount')).toHaveText(/\d/)
    await pension.getByRole('link', { name: 'Prognos' }).click()
    // The overview has a field and a button of the same names.
    await expect(pension.getByTestId('figure')).toBeVisible()
    await pension.locator('#age-years').fill('69')
    await pension.getByRole('button', { name: 'Räkna om' }).first().click()
    await expect(pension.locator('.condition')).toContainText('69')
    await expect(pension.locator('.standing')).toHaveText(/källor/)
  })
})

test.describe('what must fail', () => {
  // The second partner is one: registered once, and switched off for all.
  test.describe.configure({ mode: 'default' })
  let second: PartnerSite
  test.beforeAll(async () => {
    const origin = process.env.JOURNEYS_ORIGIN ?? ''
    const address = origin.replace('//localhost:', '//127.0.0.1:')
    second = await startPartnerSite({ id: 'andra-banken', name: 'Andra banken', port: 0, portal: { origin, address } })
    register(second.registration, operator)
  })
  test.afterAll(() => second.close())

  /** In a page at an origin of its own; and in a browser of its own, whose complaints are wanted. */
  async function cannotBeFramed(context: BrowserContext, address: string): Promise<void> {
    const server = createServer((_request, response) => {
      response
        .setHeader('content-type', 'text/html')
        .setHeader('referrer-policy', 'no-referrer')
        .end(`<iframe id="pension" title="x" src="${address}"></iframe>`)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await expect.poll(() => page.frames()[1]?.url(), address).toBe('chrome-error://chromewebdata/')
    server.close()
  }

  test('a partner framed by an unlisted origin', async ({ browser }) => {
    const context = await browser.newContext()
    const { embed_url: way } = await second.ticketFor(persons.partnerSwitched)
    await cannotBeFramed(context, way)
    await context.close()
  })

  test('the portal itself framed by a partner', async ({ browser, portal }) => {
    const context = await browser.newContext()
    for (const path of ['/', '/oversikt', '/embed/start?ticket=x', '/embed/oversikt']) {
      await cannotBeFramed(context, `${portal.origin}${path}`)
    }
    await context.close()
  })

  test('a partner switched off: the open page ends', async ({ browser }) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const { embed_url: way } = await second.ticketFor(persons.partnerSwitched)
    await page.goto(`${way}&variant=page`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Innan vi hämtar dina uppgifter')
    operate(['off', 'andra-banken'], operator)
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Visningen är avslutad')
    await expect(second.ticketFor(persons.partnerSwitched)).rejects.toThrow('unauthorized_client')
    operate(['on', 'andra-banken'], operator)
    expect(operate(['usage', 'andra-banken'], operator)).toMatch(/\d{4}-\d\d-\d\d {2}ticket {2}\d+/)
    await context.close()
  })
})
