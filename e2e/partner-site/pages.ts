/** The sample bank's pages. Whatever comes from elsewhere is written through `escaped`. */
import type { SignedOverview } from './site.ts'

export interface Page {
  readonly html: string
  readonly status?: number
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const page = (name: string, title: string, body: string): Page => ({
  html: `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – ${escaped(name)}</title>
<style nonce="{nonce}">
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #16213d; background: #fff }
header { padding: 1rem 1.5rem; color: #fff; background: #1d3f8a }
main { max-width: 72rem; margin: 0 auto; padding: 1rem }
iframe { display: block; width: 100%; height: 60rem; border: 1px solid #c4cbdd; border-radius: 12px }
button { font: inherit; padding: .6rem 1rem; margin: .25rem .5rem .25rem 0 }
#fel { overflow-wrap: anywhere }
</style>
</head>
<body>
<header><strong>${escaped(name)}</strong> (en påhittad bank)</header>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`,
})

/** Who is logged in at the bank, and how the pension is to be shown. */
export const choosingPage = (name: string): Page =>
  page(
    name,
    'Din pension hos oss',
    `<form method="post">
<p><label>Inloggad kund (testserien, tolv siffror)<br>
<input name="nummer" value="199006012380" inputmode="numeric" pattern="\\d{12}" required></label></p>
<p><label>Språk<br><select name="sprak"><option value="sv">Svenska</option><option value="en">English</option></select></label></p>
<p><button formaction="/ram">I vår sida</button><button formaction="/sida">I hela fönstret</button><button formaction="/egen">Med våra egna ord</button></p>
</form>`,
  )

/** The frame grows with what it holds; only what the portal itself says is listened to. */
export const framePage = (name: string, address: string, portalOrigin: string): Page =>
  page(
    name,
    'Din pension',
    `<iframe id="pension" title="Din pension" src="${escaped(address)}"></iframe>
<script nonce="{nonce}">
const frame = document.getElementById('pension')
addEventListener('message', ({ origin, source, data }) => {
  if (origin !== ${JSON.stringify(portalOrigin)} || source !== frame.contentWindow) return
  if (data?.type === 'samlad-pension:height' && data.height > 0) frame.style.height = data.height + 'px'
})
</script>`,
  )

/** In the bank's own words, with everything that must be said beside a figure. */
export const ownPage = (name: string, overview: SignedOverview): Page => {
  const { monthly, retirementAge, dataDate, sources, contracts } = overview
  const years = Math.floor(retirementAge / 12)
  return page(
    name,
    'Din pension, med våra ord',
    `<p id="belopp">Cirka ${monthly.toLocaleString('sv-SE')} kr i månaden före skatt från ${years} år</p>
<p id="kallor">${sources.answered} av ${sources.of} källor, uppgifter från ${escaped(dataDate ?? 'okänt datum')}. En prognos är inget löfte.</p>
<ul>${contracts.map((contract) => `<li>${escaped(contract.name)}, ${escaped(contract.provider)}</li>`).join('')}</ul>
<p id="verifierad">Underskriften är kontrollerad: uppgifterna kommer från ${escaped(overview.iss)} och är oförändrade.</p>`,
  )
}

export const faultPage = (name: string, said: string): Page => ({
  ...page(name, 'Det gick inte', `<p id="fel">${escaped(said)}</p>`),
  status: 404,
})
