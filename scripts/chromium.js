/** Where the journeys find a browser. In plain JavaScript, as test.js runs on whatever Node ≥ 20 the machine has. */

import { spawnSync } from 'node:child_process'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The first that runs.
 * @param {string | undefined} [chosen] looked at before all others.
 * @param {readonly string[]} [usual]
 * @returns {Promise<string | undefined>}
 */
export async function findChromium(chosen = process.env.PLAYWRIGHT_CHROMIUM, usual = usualPlaces) {
  const places = [chosen, ...usual]
  return places.find(runs) ?? [await playwrightsOwn()].find(runs)
}

/** @param {string | undefined} place */
function runs(place) {
  return Boolean(place) && spawnSync(String(place), ['--version']).status === 0
}

/** What `npx playwright install` has fetched, or would. Imported late: there are no packages before makeReady. */
async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  try {
    return chromium.executablePath()
  } catch {
    // A system that Playwright has no browser for.
    return undefined
  }
}
