/** The local issuer's pages: plain Swedish HTML, one look, a Content-Security-Policy of their own. */

export interface ListedPerson {
  /** Twelve digits. */
  readonly number: string
  readonly givenName: string
  readonly familyName: string
  readonly description: { readonly sv: string }
}

/** What the issuer can be told to get wrong, so that the portal's refusals can be tried. */
export const testFaults = {
  none: 'Inget fel',
  'weak-acr': 'Svagare inloggning än den som begärdes (loa2)',
  'old-auth-time': 'E-legitimationen visades för en timme sedan',
  'no-number': 'Inget personnummer med i svaret',
} as const
export type TestFault = keyof typeof testFaults

export interface Page {
  readonly html: string
  readonly contentSecurityPolicy: string
}

/** @param formTargets origins that the form ends up at by redirect. */
function page(title: string, body: string, nonce: string, formTargets: readonly string[]): Page {
  const html = `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">
* { box-sizing: border-box }
body { margin: 0; font: 1.0625rem/1.5 system-ui, sans-serif; color: #22262e; background: #f5f5f3 }
main { max-width: 42rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem }
p { margin: 0 0 1.5rem; max-width: 36rem }
ul { list-style: none; margin: 0 0 1.5rem; padding: 0; background: #fff; border: 1px solid #c9cbd0; border-radius: .5rem; overflow: hidden }
li + li { border-top: 1px solid #dfe0e4 }
button { font: inherit; color: inherit; cursor: pointer }
.person { display: block; width: 100%; padding: .875rem 1.125rem; border: 0; background: none; text-align: left }
.person:hover { background: #eef3f8 }
.person strong { display: block }
.person span { display: block; color: #4a515d }
.number { font-variant-numeric: tabular-nums }
button:focus-visible, summary:focus-visible, select:focus-visible { outline: 3px solid #0b4a8f; outline-offset: -3px }
.plain { padding: .625rem 1.125rem; border: 1px solid #5a6270; border-radius: .375rem; background: #fff }
details { margin: 0 0 1.5rem }
summary { cursor: pointer; padding: .25rem 0 }
select, input { font: inherit; max-width: 100%; padding: .375rem; margin-top: .375rem; display: block }
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
  const formAction = ["'self'", ...formTargets].join(' ')
  return {
    html,
    contentSecurityPolicy: [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src 'nonce-${nonce}'`,
      'img-src data:',
      `form-action ${formAction}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  }
}

/** A form of its own, so that Enter in its field sends the number and not the first person of the list. */
const anyoneElse = (action: string): string => `
<form method="post" action="${escape(action)}">
<details>
<summary>Någon annan ur testserien</summary>
<label for="number">Personnummer, tolv siffror med 238 eller 239 som födelsenummer</label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" size="16">
<button class="plain">Logga in</button>
</details>
</form>`

export function pickPage(choices: {
  readonly action: string
  readonly persons: readonly ListedPerson[]
  /** Whether a number may be typed instead. */
  readonly anyone: boolean
  readonly nonce: string
  readonly formTargets: readonly string[]
}): Page {
  const people = choices.persons.map(
    ({ number, givenName, familyName, description }) => `<li><button class="person" name="person" value="${number}">
<strong>${escape(givenName)} ${escape(familyName)}</strong>
${/^\d{12}$/.test(number) ? `<span class="number">${number.slice(0, 8)}-${number.slice(8)}</span>` : ''}
<span>${escape(description.sv)}</span>
</button></li>`,
  )
  const faults = Object.entries(testFaults).map(
    ([value, words]) => `<option value="${value}">${escape(words)}</option>`,
  )
  return page(
    'Välj testperson',
    `<h1>Välj testperson</h1>
<p>Den här sidan står i stället för e-legitimationen när portalen körs på en egen dator. Ingen av personerna finns på riktigt.</p>
<form method="post" action="${escape(choices.action)}">
<ul>
${people.join('\n')}
</ul>
<details>
<summary>Prova ett fel i inloggningen</summary>
<label for="fault">Fel som skickas med</label>
<select id="fault" name="fault">
${faults.join('\n')}
</select>
</details>
<button class="plain" name="cancel" value="yes">Avbryt</button>
</form>${choices.anyone ? anyoneElse(choices.action) : ''}`,
    choices.nonce,
    choices.formTargets,
  )
}

/** @param form oidc-provider's own form, with the id op.logoutForm. */
export function logoutPage(choices: {
  readonly form: string
  readonly nonce: string
  readonly formTargets: readonly string[]
}): Page {
  return page(
    'Loggar ut',
    `<h1>Loggar ut</h1>
<p>Du loggas ut även hos e-legitimationens utfärdare.</p>
${choices.form}
<input type="hidden" name="logout" value="yes" form="op.logoutForm">
<button class="plain" form="op.logoutForm">Fortsätt</button>
<script nonce="${choices.nonce}">document.getElementById('op.logoutForm').submit()</script>`,
    choices.nonce,
    choices.formTargets,
  )
}

export function messagePage(title: string, text: string, nonce: string): Page {
  return page(title, `<h1>${escape(title)}</h1>\n<p>${escape(text)}</p>`, nonce, [])
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
