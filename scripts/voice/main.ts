/**
 * Stands in for the voice-response system on one machine: a page where a developer types what a caller would key in,
 * and a consent, signed with a key of its own, that is posted to the portal. Production knows neither its name nor key.
 *
 * From the environment: VOICE_PORT, VOICE_ISSUER, VOICE_SIGNING_KEY (Ed25519, PEM), VOICE_KEY_ID, PORTAL_ORIGIN.
 */
import { createPrivateKey, randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import express from 'express'
import { SignJWT } from 'jose'
import { needed, standReady } from '../stand-in.ts'

const endpoint = `${needed('PORTAL_ORIGIN')}/rost/samtycke`
const issuer = needed('VOICE_ISSUER')
const keyId = needed('VOICE_KEY_ID')
const key = createPrivateKey(needed('VOICE_SIGNING_KEY'))

const signed = (code: string, number: string): Promise<string> =>
  new SignJWT({ case_code: code, personal_number: number, consent_text: '2026-12' })
    .setProtectedHeader({ alg: 'EdDSA', kid: keyId, typ: 'voice-consent+jwt' })
    .setIssuer(issuer)
    .setAudience(endpoint)
    .setIssuedAt()
    .setJti(randomUUID())
    .sign(key)

async function send(code: string, number: string): Promise<string> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/jwt' },
    body: await signed(code, number),
  })
  if (answer.status === 202) return 'Samtycket är lämnat.'
  const { err } = (await answer.json()) as { readonly err: string }
  return `Samtycket togs inte emot: ${err}.`
}

const page = (told: string, nonce: string): string => `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Talsvaret</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">
body { margin: 0 auto; max-width: 34rem; padding: 2.5rem 1.25rem; font: 1.0625rem/1.5 system-ui, sans-serif; color: #22262e; background: #f5f5f3 }
label, input { display: block; font: inherit }
input { margin: .25rem 0 1rem; padding: .5rem }
button { font: inherit; padding: .625rem 1.125rem }
</style>
</head>
<body>
<main>
<h1>Talsvaret</h1>
<p>Den här sidan står i stället för talsvaret när portalen körs på en egen dator. Skriv det som den som ringer knappar in.</p>
<p role="status">${told}</p>
<form method="post" action="/">
<label for="nummer">Personnummer, tolv siffror</label>
<input id="nummer" name="nummer" inputmode="numeric" autocomplete="off" size="16">
<label for="kod">Kod, åtta siffror</label>
<input id="kod" name="kod" inputmode="numeric" autocomplete="off" size="10">
<button>Tryck ett för ja</button>
</form>
</main>
</body>
</html>
`

const app = express()
app.disable('x-powered-by')
const show = (response: express.Response, told: string): void => {
  const nonce = randomBytes(16).toString('base64')
  response.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  )
  response.setHeader('Cache-Control', 'no-store')
  response.type('html').send(page(told, nonce))
}
app.get('/', (_request, response) => {
  show(response, '')
})
app.post('/', express.urlencoded({ extended: false, limit: '4kb' }), (request, response, next) => {
  const { nummer, kod } = request.body as Readonly<Record<string, unknown>>
  const digits = (text: unknown): string => (typeof text === 'string' ? text.replaceAll(/\D/g, '') : '')
  send(digits(kod), digits(nummer)).then((told) => {
    show(response, told)
  }, next)
})

const server = createServer(app)
server.listen(Number(needed('VOICE_PORT')), '127.0.0.1', () => {
  standReady({ process: 'voice' }, (done) => {
    server.close(done)
    server.closeAllConnections()
  })
})
