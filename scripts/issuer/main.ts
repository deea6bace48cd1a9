/** The local issuer as a process. Prints one line of JSON when it listens. */
import { testPersons } from '#providers/simulator/persons.ts'
import { nameOf } from '#providers/simulator/careers.ts'
import { PersonalNumber } from '#providers/personal-number.ts'
import { needed, standReady } from '../stand-in.ts'
import type { ListedPerson } from './page.ts'
import { startIssuer } from './issuer.ts'
import { staffMembers } from './staff.ts'

const { env } = process

const portalOrigin = env.PORTAL_ORIGIN ?? 'http://localhost:3000'
const issuer = await startIssuer({
  port: Number(env.ISSUER_PORT ?? 3001),
  ...(env.ISSUER_ORIGIN === undefined ? {} : { origin: env.ISSUER_ORIGIN }),
  clientId: needed('EID_CLIENT_ID'),
  clientSecret: needed('EID_CLIENT_SECRET'),
  portalOrigin,
  persons: testPersons,
  personWith,
  ...(env.STAFF_CLIENT_ID === undefined
    ? {}
    : { staff: { clientId: env.STAFF_CLIENT_ID, clientSecret: needed('STAFF_CLIENT_SECRET'), members: staffMembers } }),
})

/** Anyone in the test series, whose working life is made from the number. */
function personWith(text: string): ListedPerson | null {
  const number = PersonalNumber.parse(text)
  if (number === null || !/^\d{8}23[89]\d$/.test(text)) return null
  return { number: text, ...nameOf(number), description: { sv: '' } }
}

standReady({ process: 'issuer', origin: issuer.origin, port: issuer.port }, (done) => void issuer.close().then(done))
