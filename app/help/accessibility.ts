/** The accessibility statement. Read by its loader alone. */
import type { Language } from '#server/services/api.ts'

interface Statement {
  readonly lead: string
  readonly sections: readonly { readonly heading: string; readonly text: readonly string[] }[]
}

const statements: Readonly<Record<Language, Statement>> = {
  sv: {
    lead: 'Alla ska kunna läsa och använda sidorna, med den hjälp de brukar ha.',
    sections: [
      {
        heading: 'Hur tillgängliga sidorna är',
        text: [
          'Sidorna är byggda för att följa WCAG 2.2 på nivå AA. Alla ska fungera med tangentbord, med skärmläsare, med 400 procents förstoring och utan JavaScript. Diagrammen finns också som tabell och som meningar.',
          'Färg är aldrig det enda som skiljer saker åt, och rörelser stängs av om du har valt det i din dator eller telefon.',
        ],
      },
      {
        heading: 'Så har vi kontrollerat',
        text: [
          'Varje ändring prövas av ett program som letar efter fel mot WCAG på varje sida. Vi går också igenom sidorna med bara tangentbord, i hög kontrast och i svartvit utskrift.',
          'Sidorna har inte prövats av personer som använder skärmläsare till vardags. Det är en brist.',
        ],
      },
      {
        heading: 'Det vi vet inte är bra',
        text: [
          'I de smalaste telefonerna visar diagrammet fem år i taget. Varje år finns i tabellen under det.',
          'Namn på produkter visas så som bolagen skriver dem. Förkortningar i dem förklaras inte alltid.',
        ],
      },
      {
        heading: 'Om du inte är nöjd',
        text: [
          'Säg till den som driver tjänsten. Myndigheten för digital förvaltning, Digg, har tillsyn över tillgängligheten i offentlig digital service, och dit kan du anmäla brister.',
        ],
      },
    ],
  },
  en: {
    lead: 'Everyone should be able to read and use these pages, with the aids they are used to.',
    sections: [
      {
        heading: 'How accessible the pages are',
        text: [
          'The pages are built to follow WCAG 2.2 at level AA. All of them are meant to work by keyboard, with a screen reader, enlarged to 400 per cent and without JavaScript. The charts are there as tables and as sentences too.',
          'Colour is never the only difference between things, and nothing moves if you have chosen so on your computer or phone.',
        ],
      },
      {
        heading: 'How we have checked',
        text: [
          'A program looks for breaches of WCAG on every page with every change. We also go through the pages by keyboard alone, in high contrast and printed in black and white.',
          'The pages have not been tried by people who use a screen reader every day. That is a shortcoming.',
        ],
      },
      {
        heading: 'What we know is not good',
        text: [
          'On the narrowest phones the chart shows five years at a time. Every year is in the table below it.',
          'Product names are shown as the insurers write them. Abbreviations in them are not always explained.',
        ],
      },
      {
        heading: 'If you are not satisfied',
        text: [
          'Tell whoever runs the service. The Swedish Agency for Digital Government, Digg, supervises the accessibility of public digital services, and takes reports of shortcomings.',
        ],
      },
    ],
  },
}

export const accessibilityIn = (language: Language): Statement => statements[language]
