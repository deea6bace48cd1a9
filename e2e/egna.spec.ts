/** What a saver adds, reports as wrong, and is told about a change (A7, A8). */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { persons } from './persons.ts'
import { accessible, approve, awake, collected, logIn, pickPerson, settled } from './steps.ts'

/** The overview's figure, in whole kronor. */
async function headFigure(page: Page): Promise<number> {
  await page.goto('/oversikt')
  return Number((await page.locator('.figure .amount').first().innerText()).replace(/\D/g, ''))
}

/** The whole of a change against the sum of its parts, as they are shown. */
async function partsSum(page: Page, name: string): Promise<void> {
  const table = page.locator(`section[aria-labelledby="change-${name}"] table.change-parts`)
  const numbers = async (cells: string) =>
    (await table.locator(cells).allInnerTexts()).map((text) =>
      Number(text.replace('\u2212', '-').replace(/[^\d-]/g, '')),
    )
  const parts = await numbers('tbody td')
  const [whole] = await numbers('tfoot td')
  expect(parts.length).toBeGreaterThan(0)
  expect(parts.reduce((all, amount) => all + amount, 0)).toBe(whole)
}

test('savings are added, seen in the overview, changed in two tabs, kept over a session’s end, and removed', async ({
  page,
  context,
}) => {
  await collected(page, persons.ownEntries)
  const before = await headFigure(page)

  await test.step('what cannot be meant is told beside its field, and nothing typed is lost', async () => {
    await page.goto('/egna-uppgifter')
    await accessible(page)
    await page.getByRole('link', { name: 'Eget sparande' }).click()
    await page.getByLabel('Vad kallar du sparandet?').fill('ISK hos Åsa')
    await page.getByLabel('Hur mycket är det värt?').fill('en halv miljon')
    await page.getByRole('button', { name: 'Spara' }).click()
    await expect(page.getByText('Skriv beloppet med siffror').first()).toBeVisible()
    await expect(page.getByLabel('Hur mycket är det värt?')).toHaveValue('en halv miljon')
    await accessible(page)
  })

  await test.step('an amount as people write it is understood, and counts', async () => {
    await page.getByLabel('Hur mycket är det värt?').fill('1 234 567,50 kr')
    await page.getByRole('button', { name: 'Spara' }).click()
    await expect(page).toHaveURL(/\/egna-uppgifter\?klart=sparad/)
    await expect(page.getByText('Uppgiften är sparad')).toBeVisible()
    await expect(page.getByText(/1\s234\s568\skr/)).toBeVisible()
    await accessible(page)
    expect(await headFigure(page)).toBeGreaterThan(before + 5000)
    await expect(page.getByText('Tillagt av dig').first()).toBeVisible()
    await expect(page.getByText('ISK hos Åsa').first()).toBeVisible()
  })

  await test.step('of two tabs the later is told', async () => {
    await page.goto('/egna-uppgifter')
    await page.getByRole('link', { name: 'Ändra ISK hos Åsa' }).click()
    const other = await context.newPage()
    await other.goto(page.url())
    await other.getByLabel('Hur mycket är det värt?').fill('200000')
    await other.getByRole('button', { name: 'Spara' }).click()
    await expect(other.getByText('Uppgiften är sparad')).toBeVisible()
    await other.close()
    await page.getByLabel('Hur mycket är det värt?').fill('300000')
    await page.getByRole('button', { name: 'Spara' }).click()
    await expect(page.getByText('ändrades i en annan flik')).toBeVisible()
    await expect(page.getByText(/200\s000\skr/)).toBeVisible()
    await expect(page.getByLabel('Hur mycket är det värt?')).toHaveValue('300000')
    await accessible(page)
    await page.getByRole('button', { name: 'Spara' }).click()
    await expect(page.getByText(/300\s000\skr/)).toBeVisible()
  })

  await test.step('what is typed when the session ends comes back after login, once', async () => {
    await page.goto('/egna-uppgifter/post?typ=utland')
    await awake(page)
    await page.getByLabel('Vem betalar, och från vilket land?').fill('Kela, Finland')
    await page.getByLabel('Hur mycket är det i månaden, före skatt?').fill('4 100')
    await page.getByLabel('Från vilken ålder kommer det?').fill('67 år och 3 månader')
    await context.clearCookies({ name: '__Host-session' })
    await page.getByRole('button', { name: 'Spara' }).click()
    await expect(page.getByRole('heading', { name: 'Det här hade du skrivit' })).toBeVisible()
    await expect(page.getByText('Kela, Finland')).toBeVisible()
    await accessible(page)
    await page.getByRole('link', { name: 'Logga in igen' }).click()
    await pickPerson(page, persons.ownEntries)
    await expect(page).toHaveURL(/\/egna-uppgifter\/post\?typ=utland/)
    await expect(page.getByText('står kvar i fälten')).toBeVisible()
    await expect(page.getByLabel('Från vilken ålder kommer det?')).toHaveValue('67 år och 3 månader')
    await accessible(page)
    await page.getByRole('button', { name: 'Spara' }).click()
    await expect(page.getByText(/4\s100\skr\/månad/)).toBeVisible()
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem('ej-skickat'))).toBeNull()
  })

  await test.step('a missing contract, and its removal', async () => {
    await page.getByRole('link', { name: 'Ett avtal som saknas' }).click()
    await page.getByLabel('Vem har avtalet?').fill('Gamla bolaget')
    await page.getByLabel('Tjänstepension från en arbetsgivare').check()
    await page.getByLabel('Hur mycket det ger i månaden').check()
    await expect(page.getByLabel('Hur mycket är det värt?')).toBeHidden()
    await page.getByLabel('Hur mycket är det i månaden, före skatt?').fill('900')
    await page.getByLabel('Från vilken ålder kommer det?').fill('65')
    await accessible(page)
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByRole('link', { name: 'Ta bort Gamla bolaget' }).click()
    await expect(page.getByRole('heading', { name: 'Vill du ta bort den här uppgiften?' })).toBeVisible()
    await accessible(page)
    await page.getByRole('button', { name: 'Ja, ta bort' }).click()
    await expect(page.getByText('Uppgiften är borttagen')).toBeVisible()
    await expect(page.getByText('Gamla bolaget')).toHaveCount(0)
  })

  await test.step('an ordinary logout leaves nothing that was typed', async () => {
    await page.goto('/egna-uppgifter/post?typ=utland')
    await awake(page)
    await page.getByLabel('Vem betalar, och från vilket land?').fill('Hemligt')
    await page.getByRole('button', { name: 'Logga ut' }).click()
    await expect(page).toHaveURL(/\/utloggad/)
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('Hemligt')
  })
})

test('a fault is reported, answered by the provider, and a changed figure is explained', async ({ page, control }) => {
  await collected(page, persons.changes)

  await test.step('with one collection there is nothing to compare with', async () => {
    await page.goto('/oversikt')
    await page.getByRole('link', { name: 'Varför har det ändrats?' }).first().click()
    await expect(page.getByText('Det finns inget att jämföra med än')).toBeVisible()
    await accessible(page)
  })

  await test.step('the report is sent, receipted and answered', async () => {
    await page.goto('/oversikt')
    await page.locator('a[href^="/egna-uppgifter/fel?avtal="]').nth(1).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Anmäl ett fel i ett avtal' })).toBeVisible()
    await page.getByRole('button', { name: 'Skicka anmälan' }).click()
    await expect(page.getByText('Välj ett av alternativen.').first()).toBeVisible()
    await accessible(page)
    await page.getByLabel('Beloppet').check()
    await page.getByLabel('Beskriv vad som är fel').fill('Premien är <b>500</b> kr & inte 5')
    await page.getByRole('button', { name: 'Skicka anmälan' }).click()
    await expect(page.getByText('Din anmälan är på väg')).toBeVisible()
    await expect(async () => {
      await page.reload()
      await expect(page.getByRole('heading', { name: /har svarat/ })).toBeVisible({ timeout: 500 })
    }).toPass({ timeout: 40_000 })
    await expect(page.locator('blockquote').first()).toContainText(/Uppgiften (stämmer|var fel)/)
    await page.getByText('Så här skrev du').click()
    await expect(page.getByText('Premien är <b>500</b> kr & inte 5')).toBeVisible()
    await accessible(page)
    // Plans are shown by themselves, with the way here.
    await page.goto('/planer/skickat')
    await expect(page.getByText('Du har inte skickat någon plan än.')).toBeVisible()
    await page.getByRole('link', { name: 'Fel som du har anmält' }).click()
    await expect(page.getByRole('heading', { name: /har svarat/ })).toBeVisible()
  })

  await test.step('the public pension’s faults go elsewhere, and it is said where', async () => {
    await page.goto('/oversikt')
    await page.locator('a[href^="/egna-uppgifter/fel?avtal="]').first().click()
    await expect(page.getByText('0771\u2011776 776')).toBeVisible()
    await accessible(page)
  })

  await test.step('a second collection with grown figures, and savings of one’s own, are explained to the krona', async () => {
    await page.goto('/hamta')
    const holders = await page
      .locator('.source.word-answered')
      .evaluateAll((sources) => sources.map((source) => source.getAttribute('data-provider') ?? ''))
    const providers = holders.filter((id) => id !== 'pensionsmyndigheten')
    expect(providers.length).toBeGreaterThan(0)
    for (const id of providers) await control.behave(id, { fault: 'grown' })
    try {
      // The page before says already that a collection is done.
      const begun = page.waitForEvent('framenavigated')
      await page.getByRole('button', { name: 'Hämta på nytt' }).click()
      await begun
      await settled(page)
    } finally {
      for (const id of providers) await control.behave(id, { fault: 'none' })
    }
    await page.goto('/egna-uppgifter/post?typ=sparande')
    await page.getByLabel('Vad kallar du sparandet?').fill('Buffert')
    await page.getByLabel('Hur mycket är det värt?').fill('50000')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.goto('/forandringar')
    await expect(page.getByRole('heading', { level: 1, name: 'Varför har det ändrats?' })).toBeVisible()
    await partsSum(page, 'monthly')
    await partsSum(page, 'capital')
    const capital = page.locator('section[aria-labelledby="change-capital"]')
    await expect(capital.getByText('Inbetalt och intjänat').first()).toBeVisible()
    await expect(capital.getByText('Avkastning, avgifter och uppräkning').first()).toBeVisible()
    await expect(capital.getByRole('row', { name: /Det du själv har ändrat.*50\s000/ })).toBeVisible()
    await capital.getByText('Avtal för avtal').click()
    await expect(capital.getByRole('heading', { name: 'Buffert' })).toBeVisible()
    // Both collections are of today: there is no later value to hold the forecast against yet.
    const outcome = page.locator('section[aria-labelledby="change-outcome"]')
    await expect(outcome.getByRole('heading', { name: 'Så gick det jämfört med prognosen' })).toBeVisible()
    await expect(outcome.getByText('Det är för tidigt att säga.')).toBeVisible()
    await accessible(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await accessible(page)
  })

  await test.step('and in English', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Why has it changed?' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'How it went compared with the forecast' })).toBeVisible()
    await partsSum(page, 'monthly')
    await accessible(page)
    for (const address of ['/egna-uppgifter', '/egna-uppgifter/post?typ=avtal']) {
      await page.goto(address)
      await accessible(page)
    }
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an entry is added, refused with words, changed and removed; a lost session shows what was typed', async ({
    page,
    context,
  }) => {
    await logIn(page, persons.ownEntriesPlain)
    await approve(page)
    await page.goto('/egna-uppgifter/post?typ=inkomst')
    await page.getByLabel('Vad är det för inkomst?').fill('Hyra')
    await page.getByLabel('Hur mycket är det i månaden, före skatt?').fill('-5')
    await page.getByRole('button', { name: 'Spara' }).click()
    await expect(page.getByText('Beloppet kan inte vara mindre än noll').first()).toBeVisible()
    await expect(page.getByLabel('Vad är det för inkomst?')).toHaveValue('Hyra')
    await page.getByLabel('Hur mycket är det i månaden, före skatt?').fill('4 000')
    await page.getByLabel('Från vilken ålder kommer det?').fill('60')
    await page.getByRole('button', { name: 'Spara' }).click()
    await expect(page.getByText(/4\s000\skr\/månad från 60\sår, livet ut/)).toBeVisible()

    await page.getByRole('link', { name: 'Ändra Hyra' }).click()
    await page.getByLabel('Till vilken ålder?').fill('70')
    await context.clearCookies({ name: '__Host-session' })
    await page.getByRole('button', { name: 'Spara' }).click()
    await expect(page.getByText('inget sparades')).toBeVisible()
    await expect(page.locator('dl.typed')).toContainText('70')
    await page.getByRole('link', { name: 'Logga in igen' }).click()
    await pickPerson(page, persons.ownEntriesPlain)
    await expect(page.getByLabel('Vad är det för inkomst?')).toHaveValue('Hyra')

    await page.goto('/egna-uppgifter')
    await page.getByRole('link', { name: 'Ta bort Hyra' }).click()
    await page.getByRole('button', { name: 'Ja, ta bort' }).click()
    await expect(page.getByText('Du har inte lagt till något än.')).toBeVisible()
    await page.goto('/forandringar')
    await expect(page.getByRole('heading', { level: 1, name: 'Varför har det ändrats?' })).toBeVisible()
  })
})
