/** When a certificate ends, and when that is to be said. */
import type { CertificateOnFile } from './policy.ts'

export type ExpiryWarning = '60-days' | '14-days' | 'ended'

const dayMs = 86_400_000

/** Whole days; negative when it has ended. */
export const daysLeft = ({ validTo }: Pick<CertificateOnFile, 'validTo'>, now: Date): number =>
  Math.floor((Date.parse(validTo) - now.getTime()) / dayMs)

/** @returns null while it holds for more than sixty days. */
export function expiryWarning(certificate: Pick<CertificateOnFile, 'validTo'>, now: Date): ExpiryWarning | null {
  const left = Date.parse(certificate.validTo) - now.getTime()
  if (left <= 0) return 'ended'
  if (left <= 14 * dayMs) return '14-days'
  return left <= 60 * dayMs ? '60-days' : null
}
