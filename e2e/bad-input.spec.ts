/** What goes wrong has a page in words. */
import type { BrowserContext } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { persons } from './persons.ts'
import { accessible, approve, awake, logIn, pickPerson } from './steps.ts'

/** Leaves the browser with a token that no session has, as when the session has ended meanwhile. */
async function tamperWithSession(context: BrowserContext, origin: string): Promise<void> {
  const session = (await context.cookies()).find(({ name }) => name === '__Host-session')
  const value = session?.value ?? ''
  await context.addCookies([
    {
      name: '__Host-session',
      value: `${value.slice(0, -2)}${value.endsWith('AA') ? 'BB' : 'AA'}`,
      url: origin.replace('http:', 'https:'),
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
    },
  ])
}

test('an unknown address', async ({ page }) => {
  const answer = await page.goto('/finns-inte')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'Sidan finns inte' })).toBeVisible()
  await accessible(page)
})

test('a page that needs login says so and leads back to itself', async ({ page }) => {
  const answer = await page.goto('/oversikt?alder=66-1')
  expect(answer?.status()).toBe(401)
  await accessible(page)
  await page.getByRole('link', { name: 'Logga in' }).first().click()
  await pickPerson(page, 'Per Holmqvist')
  await approve(page)
})

test('a tampered cookie is nobody', async ({ page, context, portal }) => {
  await logIn(page, persons.tampered)
  await expect(page.getByText(/^Hej \S/)).toBeVisible()
  const [session] = (await context.cookies()).filter(({ name }) => name === '__Host-session')
  expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
  await tamperWithSession(context, portal.origin)
  await page.goto('/valkommen')
  await expect(page.getByRole('heading', { name: 'Du är inte inloggad' })).toBeVisible()
  await expect(page.getByText(/^Hej \S/)).toHaveCount(0)
})

test('the session ends in the middle of a form: said in words, and what was typed is not lost', async ({
  page,
  context,
  portal,
}) => {
  await logIn(page, persons.endedSession)
  await awake(page)
  await page.getByLabel('E-post').fill('sparare@example.se')
  await page.getByLabel(/godkänner att uppgifter/).check()
  await tamperWithSession(context, portal.origin)
  await page.getByRole('button', { name: 'Godkänn och hämta mina uppgifter' }).click()
  await expect(page.getByRole('heading', { name: 'Du är inte inloggad' })).toBeVisible()
  await expect(page.getByText('sparare@example.se')).toBeVisible()
  await accessible(page)
  await page.getByRole('link', { name: 'Logga in igen' }).click()
  await pickPerson(page, persons.endedSession)
  await expect(page).toHaveURL(/\/valkommen/)
})

test('cancelled at the issuer', async ({ page }) => {
  await page.goto('/login')
  await page.getByRole('button', { name: 'Avbryt' }).click()
  await expect(page).toHaveURL(/skal=avbruten/)
  await expect(page.getByText('Du avbröt inloggningen')).toBeVisible()
  await accessible(page)
})

for (const [fault, reason, words] of [
  ['weak-acr', 'sakerhetsniva', 'tillitsnivå'],
  ['old-auth-time', 'forlegat', 'för lång tid'],
  ['no-number', 'inget-nummer', 'inget personnummer'],
] as const) {
  test(`login refused: ${reason}`, async ({ page }) => {
    await page.goto('/login')
    await page.getByText('Prova ett fel i inloggningen').click()
    await page.getByLabel('Fel som skickas med').selectOption(fault)
    // Of the list, whom alone faults go with; nobody is logged in.
    await pickPerson(page, 'Anders Åkerlund')
    await expect(page).toHaveURL(new RegExp(`skal=${reason}`))
    await expect(page.getByText(words).first()).toBeVisible()
    await expect(page.getByRole('button', { name: 'Logga ut' })).toHaveCount(0)
  })
}

test('a callback used a second time, and one that carries an error', async ({ page, portal }) => {
  let callback = ''
  page.on('request', (request) => {
    if (request.url().includes('/login/retur')) callback = request.url()
  })
  await logIn(page, 'Anders Åkerlund')
  await expect(page).toHaveURL(/\/valkommen/)
  expect(callback).toContain('code=')
  await page.goto(callback)
  await expect(page).toHaveURL(/skal=forlegat/)
  await page.goto(`${portal.origin}/login/retur?error=server_error&state=x`)
  await expect(page).toHaveURL(/inloggning-misslyckades/)
})

test('an age that is no age', async ({ page }) => {
  await logIn(page, persons.strangeAge)
  await approve(page)
  await expect(page.locator('.source.word-answered').first()).toBeVisible()
  await page.goto('/oversikt?alder=sjuttio')
  await expect(page.getByText('Åldern i adressen gick inte att läsa')).toBeVisible()
  await page.goto('/oversikt?alder=40-0')
  await expect(page.getByText('Den åldern går inte att välja')).toBeVisible()
  await accessible(page)
})
