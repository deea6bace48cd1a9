/** What the benches in a browser do before and after they measure. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { chromium } from '@playwright/test'
import { findChromium } from '#scripts/chromium.js'
import { onFreePorts, startLocal } from '#scripts/local-system.ts'
import { buildPages } from '#scripts/ready.js'

/** Measures in Chromium against the production build, with a database of its own that is gone afterwards. */
export async function inBrowser(measure: (browser: Browser, origin: string) => Promise<void>): Promise<void> {
  await buildPages(() => undefined)
  const executablePath = await findChromium()
  if (executablePath === undefined) throw new Error('No Chromium found; set PLAYWRIGHT_CHROMIUM to the path of one')
  const dir = await mkdtemp(join(tmpdir(), 'samlad-pension-bench-'))
  // As root, PostgreSQL runs as a user of its own, who must be able to pass through.
  await chmod(dir, 0o755)
  const env = { ...process.env, CLOCK_FACTOR: '100' }
  const system = await onFreePorts((ports) => startLocal({ dir, ports, asProduction: true, env }))
  const browser = await chromium.launch({ executablePath })
  try {
    await measure(browser, system.origin)
  } finally {
    await browser.close()
    await system.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

/** Logs a person of the local issuer in, and collects all that the providers know of them. */
export async function collectAs(page: Page, origin: string, name: string): Promise<void> {
  await page.goto(origin)
  await page.getByRole('link', { name: 'Logga in med e-legitimation' }).click()
  await page.getByRole('button', { name }).click()
  await page.getByLabel(/godkänner att uppgifter/).check()
  await page.getByRole('button', { name: 'Godkänn och hämta mina uppgifter' }).click()
  await page.getByRole('heading', { level: 1, name: 'Hämtningen är klar' }).waitFor({ timeout: 60_000 })
}
