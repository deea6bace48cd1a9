/**
 * The overview and the forecast as a phone of the middle range meets them: LCP, CLS and INP by Google's `web-vitals`, and
 * what the page's scripts weigh on their way. The production build in Chromium, slowed down four times, over a line of
 * 1.6 Mbit/s with 150 ms latency, with nothing in its cache. Prints Markdown.
 */
import { readFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test'
import type * as WebVitals from 'web-vitals'
import { toolPath } from '#scripts/ready.js'
import { row } from './answers.ts'
import { collectAs, inBrowser } from './in-browser.ts'

const loads = 3
const sliderSteps = 20
/** Milliseconds. */
const rest = { afterLoad: 2_000, betweenSteps: 300 } as const
const slowdown = 4
const line = { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 } as const
const phone: BrowserContextOptions = {
  locale: 'sv-SE',
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}
/** Set into the page by the devtools, so that the page's own policy of scripts stays as it is. */
const webVitals = await readFile(toolPath('web-vitals/dist/web-vitals.iife.js'), 'utf8')
const goals = { lcp: 2_000, cls: 0.02, inp: 100, scripts: 150 } as const

interface Seen {
  readonly lcp: number
  readonly cls: number
  readonly inp: number
  /** What was painted last and largest. */
  readonly largest: string
}

interface Load extends Seen {
  /** Kilobytes as they came over the line. */
  readonly scripts: number
  readonly html: number
}

declare global {
  interface Window {
    readonly webVitals: typeof WebVitals
    readonly seen: Seen
  }
}

/** Runs in the page before its own scripts. */
function watch(): void {
  const seen = { lcp: NaN, cls: 0, inp: NaN, largest: '' }
  Object.assign(window, { seen })
  const { onLCP, onCLS, onINP } = window.webVitals
  onLCP(
    ({ value, entries }) => {
      const element = entries.at(-1)?.element
      Object.assign(seen, { lcp: value, largest: element ? `${element.tagName} ${element.className}` : '' })
    },
    { reportAllChanges: true },
  )
  onCLS(({ value }) => void (seen.cls = value), { reportAllChanges: true })
  onINP(({ value }) => void (seen.inp = value), { reportAllChanges: true, durationThreshold: 16 })
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

async function load(browser: Browser, address: string, session: Session): Promise<Load> {
  const context = await browser.newContext({ ...phone, storageState: session })
  try {
    await context.addInitScript({ content: `${webVitals}; window.webVitals = webVitals` })
    await context.addInitScript(watch)
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    const weight = { Script: 0, Document: 0 }
    const kinds = new Map<string, keyof typeof weight>()
    devtools.on('Network.responseReceived', ({ requestId, type }) => {
      if (type === 'Script' || type === 'Document') kinds.set(requestId, type)
    })
    // Of scripts the bodies alone, as what they weigh is meant; the page with its headers.
    devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
      if (kinds.get(requestId) === 'Script') weight.Script += encodedDataLength / 1000
    })
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (kinds.get(requestId) === 'Document') weight.Document += encodedDataLength / 1000
    })
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', { offline: false, ...line })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.goto(address, { waitUntil: 'networkidle' })
    await page.waitForTimeout(rest.afterLoad)
    await page.locator('#age-slider').focus()
    for (let step = 0; step < sliderSteps; step++) {
      await page.keyboard.press(step < sliderSteps / 2 ? 'ArrowRight' : 'ArrowLeft')
      await page.waitForTimeout(rest.betweenSteps)
    }
    const seen = await page.evaluate(() => window.seen)
    return { ...seen, scripts: weight.Script, html: weight.Document }
  } finally {
    await context.close()
  }
}

function report(address: string, all: readonly Load[]): void {
  const tell = (
    name: string,
    goal: number | null,
    of: (one: Load) => number,
    write: (value: number) => string = (value) => value.toFixed(0),
  ) => {
    const sorted = all.map(of).sort((a, b) => a - b)
    const middle = sorted[Math.floor(sorted.length / 2)] ?? NaN
    row(name, write(middle), write(sorted.at(-1) ?? NaN), goal === null ? '' : write(goal))
  }
  console.log(`\n| ${address} | median of ${loads} | worst | Goal |\n|---|---:|---:|---:|`)
  tell('LCP, ms', goals.lcp, ({ lcp }) => lcp)
  tell(
    'CLS',
    goals.cls,
    ({ cls }) => cls,
    (value) => value.toFixed(3),
  )
  tell(`INP over ${sliderSteps} steps of the slider, ms`, goals.inp, ({ inp }) => inp)
  tell('scripts over the line, kB', goals.scripts, ({ scripts }) => scripts)
  tell('the page itself over the line, kB', null, ({ html }) => html)
  console.log(`\nLargest painted: ${[...new Set(all.map(({ largest }) => largest))].join(', ')}.`)
}

await inBrowser(async (browser, origin) => {
  const page = await browser.newPage(phone)
  await collectAs(page, origin, 'Maria Sandberg')
  const session = await page.context().storageState()
  console.log(
    `### As a phone meets the pages\n\nChromium slowed down ${slowdown}×, 390×844, 1.6 Mbit/s, 150 ms latency, nothing cached; ` +
      `production build, nine contracts; ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}.`,
  )
  for (const address of ['/oversikt', '/prognos']) {
    const all: Load[] = []
    for (let index = 0; index < loads; index++) all.push(await load(browser, origin + address, session))
    report(address, all)
  }
})
