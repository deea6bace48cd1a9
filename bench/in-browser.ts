/** What the benches in a browser do before they measure. */
import type { Page } from '@playwright/test'

/** Logs a person of the local issuer in, and collects all that the providers know of them. */
export async function collectAs(page: Page, origin: string, name: string): Promise<void> {
  await page.goto(origin)
  await page.getByRole('link', { name: 'Logga in med e-legitimation' }).click()
  await page.getByRole('button', { name }).click()
  await page.getByLabel(/godkänner att uppgifter/).check()
  await page.getByRole('button', { name: 'Godkänn och hämta mina uppgifter' }).click()
  await page.getByRole('heading', { level: 1, name: 'Hämtningen är klar' }).waitFor({ timeout: 60_000 })
}
