/**
 * The page between logging out here and logging out at the issuer: a form that sends itself.
 *
 * A form and not a redirect, because the id_token holds who it is, of a saver name and personal number: in an address it would
 * stay in the browser's history and in the issuer's log. In both languages at once, as the short pages are.
 */
import { productName } from '#server/product.ts'

export interface EndSession {
  readonly endpoint: string
  readonly fields: Readonly<Record<string, string>>
}

export function logoutPage({ endpoint, fields }: EndSession, nonce: string): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  )
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Du loggas ut – ${productName}</title>
<style nonce="${nonce}">
body { margin: 0 auto; max-width: 34rem; padding: 3rem 1.25rem; font: 1.125rem/1.6 system-ui, sans-serif; color: #1c2430; background: #fff }
h1, h2 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem }
section { margin-top: 3rem; padding-top: 2rem; border-top: 1px solid #8a94a3 }
button { font: inherit; padding: .6rem 1.2rem; color: #fff; background: #0b4a8f; border: 0; border-radius: 4px; cursor: pointer }
</style>
</head>
<body>
<main>
<h1>Du loggas ut</h1>
<p>Här är du redan utloggad. Vi avslutar också inloggningen där du visade vem du är.</p>
<form id="ut" method="post" action="${escape(endpoint)}">
${inputs.join('\n')}
<button>Fortsätt</button>
</form>
<section lang="en">
<h2>Logging you out</h2>
<p>You are already logged out here. We are also ending the login where you showed who you are.</p>
<button form="ut">Continue</button>
</section>
</main>
<script nonce="${nonce}">document.getElementById('ut').submit()</script>
</body>
</html>
`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
