/**
 * `npm run partner-site`: the sample partner beside the local system that runs (`npm start`), taken into its register.
 *
 * From the environment: PARTNER_PORT (4000), PORTAL_ORIGIN (http://localhost:3000), LOCAL_DIR.
 */
import { register } from './register.ts'
import { startPartnerSite } from './site.ts'

const origin = process.env.PORTAL_ORIGIN ?? 'http://localhost:3000'
const site = await startPartnerSite({
  id: 'exempelbanken',
  name: 'Exempelbanken',
  port: Number(process.env.PARTNER_PORT ?? 4000),
  portal: { origin, address: origin.replace('//localhost:', '//127.0.0.1:') },
})
try {
  register(site.registration, process.env)
  console.log(`The sample partner is running: ${site.origin}\nIt shows the pension from ${origin}. Stop with Ctrl-C.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
  await site.close()
}
