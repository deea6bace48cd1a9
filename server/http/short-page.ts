/**
 * A page that needs nothing: no database, no build, no script. For faults that hit the pages themselves.
 * In both languages at once, because the choice of language may be what cannot be read.
 */
import type { Request, Response } from 'express'
import { inRealm } from '#server/auth/authorisation.ts'
import { productName } from '#server/product.ts'
import { requestState } from './request-state.ts'

interface Words {
  readonly heading: string
  readonly text: string
  /** To the start page; left out where that cannot be shown. */
  readonly link?: string
}

export interface ShortPage {
  readonly status: number
  readonly sv: Words
  readonly en: Words
  readonly retryAfterSeconds?: number
}

const start = { sv: 'Till startsidan', en: 'To the start page' }

export const unavailablePage: ShortPage = {
  status: 503,
  retryAfterSeconds: 10,
  sv: {
    heading: 'Ett tillfälligt avbrott',
    text: 'Vi når inte våra uppgifter just nu. Ingenting har gått förlorat. Försök igen om en liten stund.',
    link: start.sv,
  },
  en: {
    heading: 'A short interruption',
    text: 'We cannot reach our records right now. Nothing has been lost. Please try again in a little while.',
    link: start.en,
  },
}

export const foreignOriginPage: ShortPage = {
  status: 403,
  sv: {
    heading: 'Det här kom inte från oss',
    text: 'Formuläret skickades från en annan webbplats, så vi gjorde ingenting med det.',
    link: start.sv,
  },
  en: {
    heading: 'This did not come from us',
    text: 'The form was sent from another website, so we did nothing with it.',
    link: start.en,
  },
}

export const tooOftenPage = (retryAfterSeconds: number): ShortPage => ({
  status: 429,
  retryAfterSeconds,
  sv: {
    heading: 'Det blev för många gånger',
    text: `Det här går bara att göra ett visst antal gånger. Försök igen om ${spoken(retryAfterSeconds, 'minut', 'minuter')}. Ingenting har gått förlorat.`,
    link: start.sv,
  },
  en: {
    heading: 'That was too many times',
    text: `This can be done only a certain number of times. Try again in ${spoken(retryAfterSeconds, 'minute', 'minutes')}. Nothing has been lost.`,
    link: start.en,
  },
})

const spoken = (seconds: number, one: string, several: string): string => {
  const minutes = Math.ceil(seconds / 60)
  return `${minutes} ${minutes === 1 ? one : several}`
}

export const badRequestPage: ShortPage = {
  status: 400,
  sv: { heading: 'Vi förstod inte frågan', text: 'Adressen eller formuläret gick inte att läsa.', link: start.sv },
  en: { heading: 'We did not understand', text: 'The address or the form could not be read.', link: start.en },
}

export const notFoundPage: ShortPage = {
  status: 404,
  sv: { heading: 'Filen finns inte', text: 'Den kan ha bytts ut mot en nyare.', link: start.sv },
  en: { heading: 'There is no such file', text: 'A newer one may have taken its place.', link: start.en },
}

export const faultPage: ShortPage = {
  status: 500,
  sv: {
    heading: 'Något gick fel hos oss',
    text: 'Felet är antecknat. Försök igen, eller börja om från startsidan.',
    link: start.sv,
  },
  en: {
    heading: 'Something went wrong on our side',
    text: 'The fault has been noted. Try again, or begin again from the start page.',
    link: start.en,
  },
}

/** In a partner's page: the ticket was used, is too old or is another's. */
export const ticketPage: ShortPage = {
  status: 400,
  sv: {
    heading: 'Visningen kunde inte öppnas',
    text: 'Länken hit gäller en gång och i en minut. Gå tillbaka till sidan du kom från och öppna din pension därifrån igen.',
  },
  en: {
    heading: 'The view could not be opened',
    text: 'The link to this page is good once and for one minute. Go back to the page you came from and open your pension from there again.',
  },
}

/** Answers with the page; to those that read no pages (scripts, event streams) with the status as JSON. */
export function sendShortPage(request: Request, response: Response, page: ShortPage): void {
  response.status(page.status).setHeader('Cache-Control', 'no-store')
  if (page.retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(page.retryAfterSeconds))
  if (request.accepts(['html', 'json']) === 'html' && !request.path.endsWith('.data')) {
    response
      .type('html')
      .send(render(inRealm('partner', request.path) ? withoutLink(page) : page, requestState(request).cspNonce))
  } else {
    response.json({ status: page.status })
  }
}

/** In a partner's page the start page cannot be shown. */
const withoutLink = ({ sv, en, ...page }: ShortPage): ShortPage => ({
  ...page,
  sv: { heading: sv.heading, text: sv.text },
  en: { heading: en.heading, text: en.text },
})

/** All text is ours and without characters that mean something in HTML. */
function render({ sv, en }: ShortPage, nonce: string): string {
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${sv.heading} – ${productName}</title>
<style nonce="${nonce}">
body { margin: 0 auto; max-width: 34rem; padding: 3rem 1.25rem; font: 1.125rem/1.6 system-ui, sans-serif; color: #1c2430; background: #fff }
h1, h2 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem }
section { margin-top: 3rem; padding-top: 2rem; border-top: 1px solid #8a94a3 }
a { color: #0b4a8f }
</style>
</head>
<body>
<main>
<h1>${sv.heading}</h1>
<p>${sv.text}</p>
${linkToStart(sv)}
<section lang="en">
<h2>${en.heading}</h2>
<p>${en.text}</p>
${linkToStart(en)}
</section>
</main>
</body>
</html>
`
}

const linkToStart = ({ link }: Words): string => (link === undefined ? '' : `<p><a href="/">${link}</a></p>`)
