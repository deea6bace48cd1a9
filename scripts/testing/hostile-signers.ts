/** What the signed hostile answers are signed with, issued by a local authority that has withdrawn one of them. */
import { X509Certificate } from 'node:crypto'
import type { SigningPairs } from '#providers/testing/hostile/signed.ts'
import type { LocalCa, Party } from '../local-ca.ts'
import { issueCertificate, signingParty } from '../local-ca.ts'
import { revocationList } from './revocation-list.ts'

const threeYears = 3 * 365 * 86_400_000

/** @param party the provider */
export async function issueHostileSigners(
  ca: LocalCa,
  party: Party,
): Promise<{ readonly pairs: SigningPairs; readonly revocationList: string }> {
  const issue = (to: Party, at?: Date) => issueCertificate(ca, signingParty(to, 'ecdsa'), at)
  const pairs = {
    right: await issue(party),
    expired: await issue(party, new Date(Date.now() - threeYears)),
    revoked: await issue(party),
    notOnFile: await issue(party),
    another: await issue({ ...party, organisationNumber: '165560009999' }),
  }
  return { pairs, revocationList: await revocationList(ca, [new X509Certificate(pairs.revoked.certPem).serialNumber]) }
}
