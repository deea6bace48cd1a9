/** The overview as a tagged PDF, in the saver's language: the figures, their dates, their sources and what they lack. */
import { dayOf } from '#providers/swedish-clock.ts'
import { Page } from '#server/pdf/page.ts'
import type { Language, OverviewView, PillarCode } from '../api.ts'
import type { EntryView } from '../api/contract.ts'

const pillars: Readonly<Record<Language, Readonly<Record<PillarCode, string>>>> = {
  sv: {
    'allman-pension': 'Allmän pension',
    tjanstepension: 'Tjänstepension',
    'privat-sparande': 'Privat sparande',
    eget: 'Tillagt av dig',
  },
  en: {
    'allman-pension': 'Public pension',
    tjanstepension: 'Occupational pension',
    'privat-sparande': 'Private savings',
    eget: 'Added by you',
  },
}

export const letterWords = {
  sv: {
    title: 'Din pension, samlad',
    forWhom: (name: string) => `Till ${name}`,
    made: (day: string) => `Utskriven ${day}, på din begäran i telefon med kundservice.`,
    figure: (amount: string) => `Cirka ${amount} före skatt`,
    none: 'Inget av det som är hämtat går att räkna om till ett belopp per månad. Det betyder inte att din pension blir noll.',
    condition: (age: string) => `om du slutar arbeta vid ${age}, i dagens penningvärde.`,
    drawing: (month: string) => `från ${month}, i dagens penningvärde.`,
    afterTax: (amount: string) => `Cirka ${amount} efter skatt, uppskattad.`,
    lowerTax: (month: string, amount: string) => `Från ${month} blir skatten lägre: cirka ${amount} efter skatt.`,
    noPublic: 'Allmän pension är inte med i beloppet.',
    families: 'Så fördelas beloppet',
    falls: 'När pensionen sjunker',
    fall: (age: string) => `Vid ${age}`,
    contracts: 'Dina avtal',
    rounded: 'Varje belopp är avrundat för sig. Tillsammans kan de bli lite mer eller mindre än summan.',
    other: 'Annat kollektivavtal',
    assumed: (agreement: string) => `Framtida tjänstepension enligt ${agreement} (vårt antagande)`,
    noContracts: 'Ingen av källorna som har svarat har något registrerat på dig.',
    silent: 'Ingen källa har svarat. Det betyder inte att du saknar pension.',
    ownEntry: 'tillagt av dig',
    lump: (amount: string) => `kapital ${amount}`,
    noAmount: 'inget belopp per månad går att räkna ut',
    sources: 'Källorna',
    answered: (answered: number, of: number) => `${answered} av ${of} källor har svarat de senaste 30 dagarna.`,
    older: (older: number) =>
      older === 1 ? 'En källa visas med äldre uppgift.' : `${older} källor visas med äldre uppgifter.`,
    oldest: (day: string) => `Den äldsta uppgiften är från ${day}.`,
    missing: (names: string) => `Beloppet kan sakna pension från: ${names}.`,
    heldNothing: (number: number) =>
      `Av dem har ${number} svarat de senaste 30 dagarna att inget fanns där, men inte den här gången.`,
    missingNothing: (names: string) => `Det kan finnas pension hos: ${names}.`,
    underWay: 'Fler källor var på väg att svara när brevet gjordes. Beloppet kan ändras.',
    honestyTitle: 'Det här är en prognos',
    honesty: [
      'Beloppen är beräknade och inget löfte. Hur stor pensionen blir beror på din lön, på hur sparandet växer och på regler som kan ändras.',
      'Fakta om avtalen kommer från källorna själva. Prognosen är beräknad med samma antaganden som i portalen; där står de alla, steg för steg.',
    ],
    projectedLaw: 'Prognosen bygger på åldersgränser som inte är beslutade än.',
    more: 'Logga in med e-legitimation för att se allt.',
    span: (amount: string, from: string, to: string | null) =>
      `${amount} från ${from}, ${to === null ? 'livet ut' : `till och med ${to}`}`,
    locale: 'sv-SE',
    perMonth: (amount: string) => `${amount} kr/månad`,
    kronor: (amount: string) => `${amount} kr`,
    years: (years: number, months: number) =>
      months === 0 ? `${years} år` : `${years} år och ${months} ${months === 1 ? 'månad' : 'månader'}`,
    pillar: pillars.sv,
  },
  en: {
    title: 'Your pension, gathered',
    forWhom: (name: string) => `To ${name}`,
    made: (day: string) => `Printed on ${day}, as you asked by telephone with customer service.`,
    figure: (amount: string) => `About ${amount} before tax`,
    none: 'Nothing that has been fetched can be turned into an amount per month. That does not mean that your pension will be zero.',
    condition: (age: string) => `if you stop working at ${age}, in today's money.`,
    drawing: (month: string) => `from ${month}, in today's money.`,
    afterTax: (amount: string) => `About ${amount} after tax, estimated.`,
    lowerTax: (month: string, amount: string) => `From ${month} the tax is lower: about ${amount} after tax.`,
    noPublic: 'The public pension is not part of the amount.',
    families: 'What the amount is made of',
    falls: 'When the pension falls',
    fall: (age: string) => `At ${age}`,
    contracts: 'Your contracts',
    rounded: 'Each amount is rounded by itself. Together they may come to a little more or less than the sum.',
    other: 'Another collective agreement',
    assumed: (agreement: string) => `Future occupational pension under ${agreement} (our assumption)`,
    noContracts: 'None of the sources that have answered has anything registered on you.',
    silent: 'No source has answered. That does not mean that you have no pension.',
    ownEntry: 'added by you',
    lump: (amount: string) => `capital ${amount}`,
    noAmount: 'no amount per month can be calculated',
    sources: 'The sources',
    answered: (answered: number, of: number) => `${answered} of ${of} sources have answered in the last 30 days.`,
    older: (older: number) =>
      older === 1 ? 'One source is shown with older figures.' : `${older} sources are shown with older figures.`,
    oldest: (day: string) => `The oldest figure is from ${day}.`,
    missing: (names: string) => `The amount may lack pension from: ${names}.`,
    heldNothing: (number: number) =>
      `Of them ${number} have answered in the last 30 days that nothing was held there, but not this time.`,
    missingNothing: (names: string) => `There may be pension with: ${names}.`,
    underWay: 'More sources were about to answer when the letter was made. The amount may change.',
    honestyTitle: 'This is a forecast',
    honesty: [
      'The amounts are calculated and no promise. What the pension becomes depends on your pay, on how savings grow and on rules that may change.',
      'Facts about the contracts come from the sources themselves. The forecast is calculated with the same assumptions as in the portal, where all of them stand, step by step.',
    ],
    projectedLaw: 'The forecast rests on age limits that have not been decided yet.',
    more: 'Log in with your e-ID to see everything.',
    span: (amount: string, from: string, to: string | null) =>
      `${amount} from ${from}, ${to === null ? 'for life' : `until ${to}`}`,
    locale: 'en-GB',
    perMonth: (amount: string) => `SEK ${amount} a month`,
    kronor: (amount: string) => `SEK ${amount}`,
    years: (years: number, months: number) =>
      months === 0 ? `${years} years` : `${years} years and ${months} ${months === 1 ? 'month' : 'months'}`,
    pillar: pillars.en,
  },
} as const

type Named = Pick<OverviewView['contracts'][number], 'contractId' | 'label'>

/** What has no product name is called by its agreement: the same in both languages. */
const agreements: Readonly<Record<string, string>> = {
  ITP1: 'ITP 1',
  ITP2: 'ITP 2',
  ITPK: 'ITPK',
  'SAF-LO': 'Avtalspension SAF-LO',
  'AKAP-KR': 'AKAP-KR',
  'KAP-KL': 'KAP-KL',
  'PA16-1': 'PA 16',
  'PA16-2': 'PA 16',
  PA03: 'PA 03',
  BTP1: 'BTP 1',
  BTP2: 'BTP 2',
  FTP: 'FTP',
  KTP: 'KTP',
}

/** With a space that does not break between the thousands. */
const inThousands = (amount: number): string => String(amount).replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0')

/** @param now the day that stands on it, by Swedish clocks */
export async function letterPdf(view: OverviewView, language: Language, now: Date): Promise<Uint8Array> {
  const words = letterWords[language]
  const perMonth = (amount: number) => words.perMonth(inThousands(amount))
  const age = (months: number) => words.years(Math.floor(months / 12), months % 12)
  const months = new Intl.DateTimeFormat(words.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const month = (text: string) => months.format(new Date(`${text}-01T00:00:00Z`))
  const called = new Map(Object.entries({ ...agreements, other: words.other }))
  const assumed = new Map(
    view.contracts.flatMap(({ status, contractId, agreement }) =>
      status === 'assumed' && agreement !== null
        ? [[contractId, words.assumed(called.get(agreement) ?? agreement)] as const]
        : [],
    ),
  )
  const named = ({ contractId, label }: Named) => assumed.get(contractId) ?? called.get(label) ?? label
  const page = new Page(words.title, language)
  page.heading('H1', words.title)
  if (view.name !== '') page.paragraph(words.forWhom(view.name))
  page.paragraph(words.made(dayOf(now)))

  // As on the page: what is paid first later on is an amount too.
  if (view.monthly > 0 || view.years.some(({ total }) => total > 0)) {
    page.heading('H2', words.figure(perMonth(view.monthly)))
    page.paragraph(
      view.age.moves === 'start' ? words.condition(age(view.age.chosen)) : words.drawing(month(view.firstMonth)),
    )
    if (view.afterTax) page.paragraph(words.afterTax(perMonth(view.afterTax.monthly)))
    const lowerTax = view.afterTax?.lowerTax
    if (lowerTax) page.paragraph(words.lowerTax(month(lowerTax.from), perMonth(lowerTax.monthly)))
    const isPublic = ({ pillar, monthly }: OverviewView['byPillar'][number]) =>
      pillar === 'allman-pension' && monthly > 0
    if (!view.years.some(({ parts }) => parts.some(isPublic))) page.paragraph(words.noPublic)
    const families = view.byPillar.filter(({ monthly }) => monthly > 0)
    if (families.length > 0) {
      page.heading('H2', words.families)
      await page.table(
        families.map(({ pillar, monthly }) => ({ label: words.pillar[pillar], text: perMonth(monthly) })),
      )
    }
  } else {
    page.paragraph(words.none)
  }

  if (view.stepsDown.length > 0) {
    page.heading('H2', words.falls)
    await page.table(
      view.stepsDown.map((step) => ({
        label: words.fall(age(step.age)),
        text: `−${perMonth(step.amount)}: ${step.falls.map(named).join(', ')}`,
      })),
    )
  }

  page.heading('H2', words.contracts)
  if (view.contracts.length === 0) {
    page.paragraph(view.count.answered + view.count.older === 0 ? words.silent : words.noContracts)
  }
  if (view.contracts.length + view.entries.length > 0) page.paragraph(words.rounded)
  const paid = (payments: EntryView['payments']): string =>
    payments.length === 0
      ? words.noAmount
      : payments
          .map(({ monthly, from, to }) => words.span(perMonth(monthly), month(from), to === null ? null : month(to)))
          .join('; ')
  await page.table([
    ...view.contracts.map(({ contractId, label, providerName, capital, payments }) => ({
      label: named({ contractId, label }),
      text: [
        ...(providerName === '' ? [] : [providerName]),
        paid(payments),
        ...(capital === null ? [] : [words.lump(words.kronor(inThousands(capital)))]),
      ].join(' · '),
    })),
    ...view.entries.map(({ name, payments }) => ({ label: name, text: `${words.ownEntry} · ${paid(payments)}` })),
  ])

  page.heading('H2', words.sources)
  page.paragraph(words.answered(view.count.answered, view.count.of))
  if (view.count.older > 0) page.paragraph(words.older(view.count.older))
  if (view.oldestFigures !== null) page.paragraph(words.oldest(view.oldestFigures))
  if (view.missing.length > 0) {
    const names = view.missing.map(({ name }) => name).join(', ')
    page.paragraph(view.monthly > 0 ? words.missing(names) : words.missingNothing(names))
    if (view.missingHeldNothing > 0) page.paragraph(words.heldNothing(view.missingHeldNothing))
  }
  if (view.collectionUnderWay) page.paragraph(words.underWay)

  page.heading('H2', words.honestyTitle)
  for (const text of words.honesty) page.paragraph(text)
  if (view.restsOnProjectedLaw) page.paragraph(words.projectedLaw)
  page.paragraph(words.more)
  return await page.end()
}
