/** Every certificate that the local system needs: the portal's, each simulated provider's, and those that sign. */
import { simulatedProviders } from '#providers/simulator/providers.ts'
import { certificateFor, portalParty, signingParty } from './local-ca.ts'

/** Writes `<id>.crt` and `<id>.key` into the CA's directory, and the same of `<id>-signing` for those who sign. */
export async function issueLocalCertificates(dir: string, providers = simulatedProviders): Promise<void> {
  await certificateFor(dir, 'portal', portalParty)
  await certificateFor(dir, 'portal-signing', signingParty(portalParty, 'ecdsa'))
  for (const { id, name, organisationNumber, signingKey } of providers) {
    const party = { ...portalParty, commonName: name, organisationNumber }
    await certificateFor(dir, id, party)
    if (signingKey !== null) await certificateFor(dir, `${id}-signing`, signingParty(party, signingKey))
  }
}
