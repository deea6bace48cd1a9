/** Mina uppgifter: what is kept, who has seen it, the mails that come, and the way out. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { withOwnSystem } from './own-system.ts'
import { accessible, approve, collected, logIn, pickPerson } from './steps.ts'

/**
 * A system of its own: savers leave here whom the other journeys need. Notices wait for savers who may still be there,
 * not long here.
 */
const test = withOwnSystem({ NOTICE_DELAY_SECONDS: '1' })

// One system for both.
test.describe.configure({ mode: 'default' })

/** The newest mail to an address with this subject, read from the folder of the local mail server. */
async function mailTo(folder: string, address: string, subject: string): Promise<string> {
  let found = ''
  await expect
    .poll(
      async () => {
        const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).toSorted()
        const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
        found = mails.findLast((mail) => mail.includes(`To: ${address}`) && headerOf(mail, 'Subject') === subject) ?? ''
        return found
      },
      { timeout: 20_000 },
    )
    .not.toBe('')
  return found
}

/** Unfolded, and out of RFC 2047's words. */
function headerOf(mail: string, name: string): string {
  const head = (mail.split('\r\n\r\n')[0] ?? '').replaceAll(/\r\n[ \t]+/g, ' ')
  const value =
    head
      .split('\r\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? ''
  return value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?q\?([^?]*)\?=/gi, (_all, text: string) => unquoted(text.replaceAll('_', ' ')))
    .replaceAll(/=\?utf-8\?b\?([^?]*)\?=/gi, (_all, text: string) => Buffer.from(text, 'base64').toString('utf8'))
}

const unquoted = (text: string): string =>
  Buffer.from(
    text.replaceAll(/=([\dA-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

const linkIn = (mail: string, path: string): string => {
  const body = unquoted(mail.replaceAll('=\r\n', ''))
  return new RegExp(`https?://\\S+${path}\\?kod=[\\w-]+`).exec(body)?.[0] ?? ''
}

async function download(page: Page, link: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: link, exact: true }).click()
  return await readFile(await (await waiting).path())
}

test('a saver reads what is kept, gets a notice, unsubscribes, closes the account and comes back as new', async ({
  page,
  control,
  system,
}) => {
  const address = 'hanna.journey@example.org'

  await test.step('an address counts when its link was opened', async () => {
    await collected(page, 'Hanna Sjögren')
    await page.goto('/mina-uppgifter')
    await accessible(page)
    await page.getByLabel('E-post för besked').fill('inte en adress')
    await page.getByRole('button', { name: 'Spara' }).click()
    await expect(page.getByText('Adressen ser inte ut som en e-postadress').first()).toBeVisible()
    await expect(page.getByLabel('E-post för besked')).toHaveValue('inte en adress')
    await accessible(page)
    await page.getByLabel('E-post för besked').fill(address)
    await page.getByRole('button', { name: 'Spara' }).click()
    await expect(page.getByText(`Vi har skickat en länk till ${address}`)).toBeVisible()
    const mail = await mailTo(system.mails, address, 'Bekräfta din e-postadress')
    await page.goto(linkIn(mail, '/bekrafta-e-post'))
    await accessible(page)
    await page.getByRole('button', { name: 'Bekräfta adressen' }).click()
    await expect(page.getByText('Adressen är bekräftad')).toBeVisible()
  })

  await test.step('the extract in three formats', async () => {
    await page.goto('/mina-uppgifter/utdrag')
    await accessible(page)
    const json = JSON.parse((await download(page, 'JSON')).toString('utf8')) as {
      readonly tables: readonly { readonly table: string; readonly rows: readonly unknown[] }[]
    }
    expect(json.tables.find(({ table }) => table === 'holding')?.rows.length).toBeGreaterThan(1)
    expect((await download(page, 'CSV')).toString('utf8')).toContain('saver,1,name,Hanna Sjögren')
    expect((await download(page, 'PDF')).subarray(0, 8).toString('latin1')).toBe('%PDF-1.7')
  })

  await test.step('the log tells what was done, in both languages', async () => {
    await page.goto('/mina-uppgifter/logg')
    for (const words of ['Loggade in', 'Startade en hämtning', 'Bekräftade ny e-postadress', 'Som PDF']) {
      await expect(page.getByRole('cell', { name: words }).first()).toBeVisible()
    }
    await accessible(page)
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page.getByRole('cell', { name: 'Downloaded the extract of the register' }).first()).toBeVisible()
    await accessible(page)
    await page.goto('/mina-uppgifter')
    await accessible(page)
    await page.getByRole('button', { name: 'Svenska' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'sv')
  })

  await test.step('a notice comes when the saver has left, and one click ends them', async () => {
    await page.goto('/hamta')
    // Who sees the sources settle is sent no mail of it.
    await control.setClockFactor(1)
    await page.getByRole('button', { name: 'Hämta på nytt' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Vi hämtar dina uppgifter' })).toBeVisible()
    await page.getByRole('button', { name: 'Logga ut' }).click()
    await expect(page).toHaveURL(/\/utloggad/)
    await control.setClockFactor(100)
    const mail = await mailTo(system.mails, address, 'Dina uppgifter är hämtade')
    expect(mail).not.toContain('Hanna')
    expect(headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    const link = linkIn(mail, '/avregistrera')
    expect(headerOf(mail, 'List-Unsubscribe')).toBe(`<${link}>`)
    await page.goto(link)
    await accessible(page)
    await page.getByRole('button', { name: 'Ja, avregistrera mig' }).click()
    await expect(page.getByText('Du får inga fler besked')).toBeVisible()
    await page.goto('/')
    await page.getByRole('link', { name: 'Logga in med e-legitimation' }).click()
    await pickPerson(page, 'Hanna Sjögren')
    await page.goto('/mina-uppgifter')
    await expect(page.getByLabel('Ja, skicka besked')).not.toBeChecked()
  })

  await test.step('the approval is withdrawn: what is kept stays, and is not shown', async () => {
    await page.getByRole('link', { name: 'Återkalla godkännandet' }).click()
    await accessible(page)
    await page.getByRole('button', { name: 'Återkalla godkännandet' }).click()
    await expect(page.getByText('Du har återkallat ditt godkännande')).toBeVisible()
    await accessible(page)
    await page.goto('/oversikt')
    await expect(page).toHaveURL(/\/valkommen$/)
    await expect(page.getByText('Vi hämtar inget mer om dig')).toBeVisible()
    await accessible(page)
  })

  await test.step('the account is closed, and the next login is a first visit', async () => {
    await page.goto('/mina-uppgifter/avsluta')
    await accessible(page)
    await page.getByRole('button', { name: 'Radera allt och avsluta kontot' }).click()
    await expect(page.getByText('Skriv AVSLUTA med bokstäver').first()).toBeVisible()
    await accessible(page)
    await page.getByLabel('Skriv ordet AVSLUTA').fill('avsluta')
    await page.getByRole('button', { name: 'Radera allt och avsluta kontot' }).click()
    await expect(page.getByText('Kontot är avslutat och allt om dig är raderat')).toBeVisible()
    await accessible(page)
    await page.goto('/mina-uppgifter')
    await expect(page.getByRole('link', { name: 'Logga in' }).first()).toBeVisible()
    await logIn(page, 'Hanna Sjögren')
    await approve(page)
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('settings are saved, the log is read and the account closed', async ({ page }) => {
    await logIn(page, 'Ida Norén')
    await approve(page)
    await page.goto('/mina-uppgifter')
    await page.getByLabel('Jag har skyddade personuppgifter').check()
    await page.getByRole('button', { name: 'Spara' }).click()
    await expect(page.getByRole('status')).toContainText('Sparat')
    await page.getByRole('link', { name: 'Åtkomstlogg' }).click()
    await expect(page.getByRole('cell', { name: 'Angav skyddade personuppgifter' })).toBeVisible()
    await page.goto('/mina-uppgifter/avsluta')
    await page.getByLabel('Skriv ordet AVSLUTA').fill('AVSLUTA')
    await page.getByRole('button', { name: 'Radera allt och avsluta kontot' }).click()
    await expect(page.getByText('Kontot är avslutat och allt om dig är raderat')).toBeVisible()
  })
})
