/** What mails say: no amounts, no names of insurers, nothing of who the saver is. */
import type { NoticeKind } from '#server/db/notices.ts'
import type { Language } from '#server/db/savers.ts'
import { productName } from '#server/product.ts'
import type { Mail } from './mailer.ts'

interface Words {
  readonly subject: string
  readonly lines: readonly string[]
  readonly link: string
  readonly end: string
}

const words: Readonly<Record<NoticeKind | 'confirm-email', Readonly<Record<Language, Words>>>> = {
  collected: {
    sv: {
      subject: 'Dina uppgifter är hämtade',
      lines: [
        'Hämtningen av dina pensionsuppgifter är klar.',
        'Logga in för att se dem. Av säkerhetsskäl står inga belopp i det här brevet.',
      ],
      link: 'Till portalen',
      end: 'Vill du inte ha sådana här besked? Avregistrera dig:',
    },
    en: {
      subject: 'Your details have been collected',
      lines: [
        'Your pension details have been collected.',
        'Log in to see them. For safety, this message holds no amounts.',
      ],
      link: 'Go to the portal',
      end: 'No more messages like this? Unsubscribe:',
    },
  },
  'new-figures': {
    sv: {
      subject: 'Nya uppgifter finns',
      lines: [
        'Ett svar som dröjde har kommit, och det har nya uppgifter om din pension.',
        'Logga in för att se dem. Av säkerhetsskäl står inga belopp i det här brevet.',
      ],
      link: 'Till portalen',
      end: 'Vill du inte ha sådana här besked? Avregistrera dig:',
    },
    en: {
      subject: 'There are new details',
      lines: [
        'An answer that was late has arrived, with new details about your pension.',
        'Log in to see them. For safety, this message holds no amounts.',
      ],
      link: 'Go to the portal',
      end: 'No more messages like this? Unsubscribe:',
    },
  },
  'pin-login': {
    sv: {
      subject: 'Någon loggade in med PIN-kod',
      lines: [
        'Någon har loggat in i portalen med ditt personnummer och din PIN-kod.',
        'Var det du, behöver du inte göra något. Var det inte du, logga in med e-legitimation och stäng av PIN-koden under Mina uppgifter.',
      ],
      link: 'Till portalen',
      end: 'Vill du inte ha sådana här besked? Avregistrera dig:',
    },
    en: {
      subject: 'Somebody logged in with a PIN',
      lines: [
        'Somebody has logged in to the portal with your personal number and your PIN.',
        'If it was you, there is nothing you need to do. If it was not, log in with e-ID and turn the PIN off under My data.',
      ],
      link: 'Go to the portal',
      end: 'No more messages like this? Unsubscribe:',
    },
  },
  'confirm-email': {
    sv: {
      subject: 'Bekräfta din e-postadress',
      lines: [
        'Någon har bett om att få besked till den här adressen. Är det du, så bekräfta den inom ett dygn.',
        'Är det inte du, behöver du inte göra något.',
      ],
      link: 'Bekräfta adressen',
      end: '',
    },
    en: {
      subject: 'Confirm your e-mail address',
      lines: [
        'Somebody has asked for messages to this address. If it is you, confirm it within a day.',
        'If it is not you, there is nothing you need to do.',
      ],
      link: 'Confirm the address',
      end: '',
    },
  },
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** @param unsubscribe the address that ends such mails; null for one that the saver has just asked for. */
export function mailOf(
  kind: NoticeKind | 'confirm-email',
  language: Language,
  to: string,
  { id, link, unsubscribe }: { readonly id: string; readonly link: string; readonly unsubscribe: string | null },
): Mail {
  const { subject, lines, link: linkText, end } = words[kind][language]
  const foot = unsubscribe === null ? [] : [`${end} ${unsubscribe}`]
  const html = [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>`,
    ...lines.map((line) => `<p>${escaped(line)}</p>`),
    `<p><a href="${escaped(link)}">${escaped(linkText)}</a></p>`,
    ...(unsubscribe === null
      ? []
      : [`<p>${escaped(end)} <a href="${escaped(unsubscribe)}">${escaped(unsubscribe)}</a></p>`]),
    `<p>${escaped(productName)}</p></body></html>`,
  ]
  return {
    to,
    subject,
    id,
    text: [...lines, `${linkText}: ${link}`, ...foot, productName].join('\n\n'),
    html: html.join('\n'),
    ...(unsubscribe !== null && { unsubscribe }),
  }
}
