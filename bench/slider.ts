/**
 * How soon the figure follows the slider of the forecast page: 200 changes of age in a real browser, four times slowed
 * down, against the production build of the pages and the whole local system on the same machine. Prints Markdown.
 *
 * A change counts from the browser's own time of the input event to the first frame after which the age under the figure
 * (painted together with it) is the one asked for, or a later one where the hand has moved on.
 */
import { availableParallelism, loadavg } from 'node:os'
import type { Page } from '@playwright/test'
import { row } from './answers.ts'
import { collectAs, inBrowser } from './in-browser.ts'

const changes = 200
const slowdown = 4
/** Milliseconds between two key presses, as when an arrow key is held down, and with rests between the strokes. */
const pace = { step: 66, rest: 400, stroke: 20 } as const

interface Sample {
  readonly ms: number
  /** Answered from what the page had at hand. */
  readonly atHand: boolean
}

declare global {
  interface Window {
    readonly sliderSamples: Sample[]
  }
}

/** Runs in the page. */
function watch(): void {
  const samples: Sample[] = []
  Object.assign(window, { sliderSamples: samples })
  const slider = document.getElementById('age-slider') as HTMLInputElement
  const shown = document.querySelector('.answer')
  if (shown === null) throw new Error('There is no figure')
  let pending: { readonly at: number; readonly questions: number }[] = []
  let questions = 0
  const fetching = window.fetch.bind(window)
  window.fetch = (...given) => {
    const [address] = given
    if (typeof address === 'string' && address.startsWith('/prognos/svar') && !address.includes('runt=')) questions += 1
    return fetching(...given)
  }
  slider.addEventListener('input', (event) => pending.push({ at: event.timeStamp, questions }), { capture: true })
  new MutationObserver(() => {
    const answered = pending
    pending = []
    requestAnimationFrame(() => {
      // The frame is painted when the next task runs.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        const now = performance.now()
        for (const { at, questions: before } of answered) samples.push({ ms: now - at, atHand: before === questions })
      }
      port2.postMessage(null)
    })
  }).observe(shown, { subtree: true, characterData: true, childList: true })
}

async function openForecast(page: Page, origin: string): Promise<void> {
  await collectAs(page, origin, 'Maria Sandberg')
  await page.goto(`${origin}/prognos`)
  await page.waitForLoadState('networkidle')
}

/** Up and down the slider in strokes, with a leap of some years between them. */
async function move(page: Page): Promise<void> {
  await page.locator('#age-slider').focus()
  for (let change = 0; change < changes; change++) {
    const stroke = Math.floor(change / pace.stroke)
    const isLeap = change % pace.stroke === 0 && change > 0
    const up = stroke % 2 === 0
    await page.keyboard.press(isLeap ? (up ? 'PageDown' : 'PageUp') : up ? 'ArrowRight' : 'ArrowLeft')
    await page.waitForTimeout(change % pace.stroke === pace.stroke - 1 ? pace.rest : pace.step)
  }
  await page.waitForTimeout(2_000)
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN

function report(samples: readonly Sample[]): void {
  const line = (name: string, some: readonly Sample[]): void => {
    const sorted = some.map(({ ms }) => ms).sort((a, b) => a - b)
    const ms = (share: number) => `${quantile(sorted, share).toFixed(0)} ms`
    row(name, String(sorted.length), ...(sorted.length === 0 ? ['', '', ''] : [ms(0.5), ms(0.95), ms(1)]))
  }
  console.log(`### From input event to painted figure on /prognos\n`)
  console.log(
    `${changes} changes asked, Chromium slowed down ${slowdown}×, production build, nine contracts, loopback; ` +
      `${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}.\n`,
  )
  row('Change answered', 'changes', 'p50', 'p95', 'slowest')
  row('---', '---', '---', '---', '---')
  line('all', samples)
  line(
    'from what was fetched ahead',
    samples.filter(({ atHand }) => atHand),
  )
  line(
    'by a question of its own',
    samples.filter(({ atHand }) => !atHand),
  )
  console.log('\nWanted: p95 at most 100 ms.')
}

await inBrowser(async (browser, origin) => {
  const page = await browser.newPage({ locale: 'sv-SE', viewport: { width: 390, height: 844 } })
  await openForecast(page, origin)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.evaluate(watch)
  await move(page)
  report(await page.evaluate(() => window.sliderSamples))
})
