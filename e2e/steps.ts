/** What a person does again and again, in their words. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** From the start page, through the local e-ID page, to wherever the portal leads. */
export async function logIn(page: Page, who: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Logga in med e-legitimation' }).click()
  await pickPerson(page, who)
}

/** @param who the name of a person in the list, or twelve digits of the test series */
export async function pickPerson(page: Page, who: string): Promise<void> {
  const choice = page.getByRole('heading', { name: 'Välj testperson' })
  await expect(choice).toBeVisible()
  if (/^\d{12}$/.test(who)) {
    await page.getByText('Någon annan ur testserien').click()
    await page.getByLabel(/Personnummer/).fill(who)
    await page.getByRole('button', { name: 'Logga in' }).click()
  } else await page.getByRole('button', { name: who }).click()
  await expect(choice).toHaveCount(0)
}

/**
 * Until the page's script answers: what a journey does there alone (keys on a slider, a field that is answered as it is
 * typed in) would be lost before. Among the first effects, which run all together, the places to scroll to are taken over.
 */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() => history.scrollRestoration === 'manual')
}

/** The first visit: terms read and approved, which starts the collection. */
export async function approve(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/valkommen$/)
  await page.getByLabel(/godkänner att uppgifter/).check()
  await page.getByRole('button', { name: 'Godkänn och hämta mina uppgifter' }).click()
  await expect(page).toHaveURL(/\/hamta$/)
}

export async function inEnglish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
}

/** Logged in and asked for what there is; an earlier test of the same journey may have done so before. */
async function collecting(page: Page, who: string): Promise<void> {
  await logIn(page, who)
  await expect(page).toHaveURL(/\/(valkommen|oversikt|hamta)/)
  if (page.url().endsWith('/valkommen')) await approve(page)
  else await page.goto('/hamta')
}

/** The same, and every source has settled. */
export async function collected(page: Page, who: string): Promise<void> {
  await collecting(page, who)
  await settled(page)
}

export async function collectedWithoutScript(page: Page, who: string): Promise<void> {
  await collecting(page, who)
  await settledWithoutScript(page)
}

export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Hämtningen är klar' })).toBeVisible({ timeout: 60_000 })
}

/** The same where the page only moves on when it is asked for again. */
export async function settledWithoutScript(page: Page): Promise<void> {
  await expect(async () => {
    const again = page.getByRole('link', { name: 'Uppdatera sidan' })
    if (await again.isVisible()) await again.click({ timeout: 2_000 })
    await expect(page.getByRole('heading', { level: 1, name: 'Hämtningen är klar' })).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
}

export const openOverview = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Öppna översikten' }).click()
  await expect(page).toHaveURL(/\/oversikt/)
}

/** No breach of WCAG 2.2 A or AA that a program can find. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}
