/** A call with customer service, from the number to the end of the call: with consent, and without. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { persons } from './persons.ts'
import { accessible, approve, collected, logIn, settled } from './steps.ts'

test.describe.configure({ timeout: 120_000 })

async function logInStaff(page: Page, who: string): Promise<void> {
  await page.goto('/ombud/login')
  await page.getByRole('button', { name: who }).click()
  await expect(page).toHaveURL(/\/ombud$/)
}

async function begin(page: Page, number: string): Promise<string> {
  await page.locator('#nummer').fill(number)
  await page.locator('form[action="/ombud"] button').click()
  return (await page.locator('.call-code').innerText()).replaceAll(/\D/g, '')
}

/** What the caller keys in. */
async function keyIn(page: Page, voice: string, number: string, code: string): Promise<string> {
  const keypad = await page.context().newPage()
  await keypad.goto(voice)
  await keypad.getByLabel(/Personnummer/).fill(number)
  await keypad.getByLabel(/Kod/).fill(code)
  await keypad.getByRole('button', { name: 'Tryck ett för ja' }).click()
  await expect(keypad.getByRole('status')).not.toBeEmpty()
  const told = await keypad.getByRole('status').innerText()
  await keypad.close()
  return told
}

test('a caller who is new: consent, registration, terms, collection, overview, forecast, letter, the end', async ({
  page,
  portal,
  browser,
}) => {
  await logInStaff(page, 'Gunilla Wikander')
  await accessible(page)
  const code = await begin(page, persons.ombudNew)
  await accessible(page)
  await page.goto('/ombud/arende/oversikt')
  await expect(page.getByText('Det finns inget samtycke som gäller')).toBeVisible()
  await page.goto('/ombud')
  expect(await keyIn(page, portal.voice, persons.ombudNew, code)).toBe('Samtycket är lämnat.')

  // The page goes on by itself.
  await expect(page.getByRole('heading', { name: 'Den som ringer är ny här' })).toBeVisible()
  await accessible(page)
  await page.getByLabel(/Namn/).fill('Berit Sundin')
  await page.getByRole('button', { name: 'Lägg upp som användare' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Läs upp villkoren' })).toBeVisible()
  await page.getByRole('button', { name: 'Anteckna godkännandet' }).click()
  await expect(page.getByRole('alert')).toContainText('Kryssa i rutan')
  await page.getByLabel(/Jag har läst upp/).check()
  await page.getByRole('button', { name: 'Anteckna godkännandet' }).click()
  await expect(page.getByText('Du hjälper Berit Sundin')).toBeVisible()
  await accessible(page)

  await page.getByRole('navigation', { name: 'Det du kan göra' }).getByRole('link', { name: 'Hämtning' }).click()
  await page.getByRole('button', { name: 'Hämta uppgifter från alla källor' }).click()
  await expect(page.getByText('Hämtningen är klar')).toBeVisible({ timeout: 60_000 })
  await accessible(page)
  for (const [link, shows] of [
    ['Översikt', /kr\/månad/],
    ['Prognos', /Väntat utfall/],
  ] as const) {
    await page.getByRole('navigation', { name: 'Det du kan göra' }).getByRole('link', { name: link }).click()
    await expect(page.getByText(shows).first()).toBeVisible()
    await accessible(page)
  }
  await page.getByLabel('Ålder, år').fill('66')
  await page.getByRole('button', { name: 'Räkna' }).click()
  await expect(page.getByText(/vid 66\sår/).first()).toBeVisible()
  await page.getByRole('navigation', { name: 'Det du kan göra' }).getByRole('link', { name: 'Skicka hem' }).click()
  await page.getByRole('button', { name: 'Skicka med post' }).click()
  await expect(page.getByText('Översikten är på väg.')).toBeVisible()
  await accessible(page)
  await page.getByRole('button', { name: 'Avsluta samtalet' }).click()
  await expect(page.getByText('Samtalet är avslutat.')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('Berit Sundin')).toHaveCount(0)

  // The saver's own first login: the terms are confirmed, the name is the e-ID's, and the log tells of the call.
  const own = await (await browser.newContext({ baseURL: portal.origin })).newPage()
  await logIn(own, persons.ombudNew)
  await expect(own.getByText('Du har godkänt villkoren i telefon')).toBeVisible()
  await accessible(own)
  await approve(own)
  await settled(own)
  await own.goto('/mina-uppgifter/logg')
  for (const act of ['Läste upp villkoren', 'Lade upp dig som användare', 'Såg översikten', 'Skickade översikten']) {
    await expect(own.getByText(act).first()).toBeVisible()
  }
  await own.context().close()
})

test('in English: the caller revokes in mid-call, and the page is left', async ({ page, portal, browser }) => {
  const own = await (await browser.newContext({ baseURL: portal.origin })).newPage()
  await collected(own, persons.ombudKnown)
  await page.goto('/ombud')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByText('This part is for customer service staff')).toBeVisible()
  await logInStaff(page, 'Farid Nazari')
  const code = await begin(page, persons.ombudKnown)
  expect(await keyIn(page, portal.voice, persons.ombudKnown, code)).toBe('Samtycket är lämnat.')
  await expect(page.getByText(/minutes of the consent left/)).toBeVisible()
  await page.getByRole('link', { name: 'Overview' }).first().click()
  await expect(page.getByRole('heading', { name: 'The contracts' })).toBeVisible()
  await accessible(page)

  await own.goto('/mina-uppgifter/logg')
  await expect(own.getByText(/Ombud med referens/)).toBeVisible()
  await accessible(own)
  await own.getByRole('button', { name: 'Återkalla samtycket' }).click()
  await expect(own.getByText('Samtycket är återkallat.')).toBeVisible()
  await expect(page.getByText('The caller has taken back the consent')).toBeVisible()
  await page.getByRole('button', { name: 'Log out' }).click()
  await expect(page.getByText('the call has ended')).toBeVisible()
  await own.context().close()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a wrong number keyed in shows nothing; the right one goes on when the page is asked for again', async ({
    page,
    portal,
  }) => {
    await logInStaff(page, 'Helena Brandt')
    const wrong = await begin(page, persons.ombudPlain)
    expect(await keyIn(page, portal.voice, persons.ombudWrong, wrong)).toContain('access_denied')
    await page.getByRole('link', { name: 'Uppdatera sidan' }).click()
    await expect(page.getByText('Samtycket gick inte igenom')).toBeVisible()

    const code = await begin(page, persons.ombudPlain)
    await keyIn(page, portal.voice, persons.ombudPlain, code)
    await page.getByRole('link', { name: 'Uppdatera sidan' }).click()
    await expect(page.getByRole('heading', { name: 'Den som ringer är ny här' })).toBeVisible()
    await page.getByRole('button', { name: 'Lägg upp som användare' }).click()
    await expect(page.getByRole('alert')).toContainText('Skriv ett namn')
    await page.getByLabel(/Namn/).fill('Stig Hellman')
    await page.getByRole('button', { name: 'Lägg upp som användare' }).click()
    await page.getByLabel(/Jag har läst upp/).check()
    await page.getByRole('button', { name: 'Anteckna godkännandet' }).click()
    await page.getByRole('link', { name: 'Översikt' }).first().click()
    await expect(page.getByText('Inga uppgifter är hämtade än')).toBeVisible()
    await page.getByRole('button', { name: 'Avsluta samtalet' }).click()
    await expect(page.getByText('Samtalet är avslutat.')).toBeVisible()
  })
  test('who runs the portal finds nothing here', async ({ page }) => {
    await logInStaff(page, 'Pia Sköld')
    await expect(page.getByText('Driften har inget att göra här')).toBeVisible()
    await page.getByRole('button', { name: 'Logga ut' }).click()
    await page.getByRole('button', { name: 'Fortsätt' }).click()
    await expect(page).toHaveURL(/\/session\/end/)
    await page.getByRole('button', { name: 'Fortsätt' }).click()
    await expect(page.getByText('Du är utloggad här och där du loggade in')).toBeVisible()
  })
})
