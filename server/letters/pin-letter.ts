/** The letter with a PIN, as a tagged PDF: a page, with the address where a window envelope shows it. */
import { font, openTaggedPdf } from '#server/pdf/tagged.ts'
import { productName } from '#server/product.ts'
import type { Addressee } from './post.ts'

export interface PinLetter {
  readonly to: Addressee
  readonly pin: string
  readonly language: 'sv' | 'en'
  readonly day: Date
  /** Where one logs in. */
  readonly origin: string
}

/** Points; a Swedish window envelope (C5, window to the right) shows what stands from 297 to 538 across, 100 to 180 down. */
const margin = 70
const window = { left: 310, top: 120 } as const
const textTop = 260

const words = {
  sv: {
    title: 'Din PIN-kod',
    lead: `Här är koden som du har beställt för att logga in i ${productName} med personnummer och kod.`,
    pin: 'PIN-kod',
    lines: (address: string) => [
      `Logga in på ${address} med ditt personnummer och koden.`,
      'Lär dig koden och förstör brevet. Vi frågar aldrig efter koden i telefon, sms eller e-post.',
      'Efter fem fel i rad låses inloggningen i ett dygn, och då behövs en ny kod. Du beställer och stänger av koden under Mina uppgifter, när du är inloggad med e-legitimation.',
      'Har du inte beställt någon kod? Logga in med e-legitimation och stäng av den.',
    ],
  },
  en: {
    title: 'Your PIN',
    lead: `Here is the PIN that you ordered, for logging in to ${productName} with your personal number.`,
    pin: 'PIN',
    lines: (address: string) => [
      `Log in at ${address} with your personal number and the PIN.`,
      'Learn the PIN and destroy the letter. We never ask for it by telephone, text message or e-mail.',
      'After five wrong attempts in a row the login is locked for a day, and then you need a new PIN. You order it and turn it off under My data, when you are logged in with e-ID.',
      'Have you not ordered a PIN? Log in with e-ID and turn it off.',
    ],
  },
} as const

const linesOf = ({ language, origin }: PinLetter) => words[language].lines(origin.replace(/^https?:\/\//, ''))

/** The same without the address. */
export function pinLetterText(letter: PinLetter): string {
  const { title, lead, pin: label } = words[letter.language]
  return [title, lead, `${label}: ${letter.pin}`, ...linesOf(letter), ''].join('\n\n')
}

export async function pinLetterPdf(letter: PinLetter): Promise<Uint8Array> {
  const { to, pin, language, day } = letter
  const { title, lead, pin: label } = words[language]
  const { doc, root, end } = openTaggedPdf({ title, language, margin })
  const write = (kind: 'H1' | 'P', act: () => unknown) => {
    root.add(doc.struct(kind, {}, () => void act()))
  }
  write('P', () => doc.font(font('semibold'), 12).text(productName, margin, margin))
  write('P', () => {
    doc
      .font(font('regular'), 11)
      .text([to.name, ...to.lines, `${to.postalCode} ${to.town}`].join('\n'), window.left, window.top)
  })
  write('P', () => doc.text(day.toISOString().slice(0, 10), margin, textTop - 40))
  write('H1', () => doc.font(font('semibold'), 22).text(title, margin, textTop))
  write('P', () => doc.font(font('regular'), 11).moveDown().text(lead))
  write('P', () => {
    doc.moveDown().font(font('regular'), 11).text(label)
    doc.font(font('semibold'), 24).text(pin, { characterSpacing: 4 })
  })
  for (const line of linesOf(letter)) {
    write('P', () => doc.moveDown().font(font('regular'), 11).text(line, { characterSpacing: 0, lineGap: 2 }))
  }
  return await end()
}
