/** Starts the whole system once for all journeys, with data of its own, and hands its addresses to them. */

import { startSystem } from './own-system.ts'
import { register } from './partner-site/register.ts'
import { startPartnerSite } from './partner-site/site.ts'

export default async function globalSetup(): Promise<() => Promise<void>> {
  const system = await startSystem({
    say: (line) => {
      console.log(line)
    },
  })
  process.env.JOURNEYS_DATABASE_OWNER_URL = system.databaseUrls.owner
  process.env.JOURNEYS_ORIGIN = system.origin
  process.env.JOURNEYS_CONTROL = system.control
  process.env.JOURNEYS_VOICE = system.voice
  const partner = await startPartnerSite({
    id: 'exempelbanken',
    name: 'Exempelbanken',
    port: 0,
    portal: { origin: system.origin, address: system.origin.replace('//localhost:', '//127.0.0.1:') },
  })
  register(partner.registration, { ...process.env, DATABASE_OWNER_URL: system.databaseUrls.owner })
  process.env.JOURNEYS_PARTNER = partner.origin
  return async () => {
    const reported = await fetch(`${system.origin}/csp-rapport`)
    const { violations } = (await reported.json()) as { readonly violations: number }
    await partner.close()
    await system.stop()
    if (violations !== 0) throw new Error(`Browsers reported ${violations} breaches of the Content-Security-Policy`)
  }
}
