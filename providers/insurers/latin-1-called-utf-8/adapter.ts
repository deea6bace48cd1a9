/** ISO-8859-1 bytes in a message that says it is UTF-8. */
import { isUtf8 } from 'node:buffer'
import { adapter } from '../../adapter.ts'

export const latin1CalledUtf8 = adapter({
  reason:
    'The provider’s system writes ISO-8859-1 and declares UTF-8. A message with å, ä or ö in ISO-8859-1 is never valid ' +
    'UTF-8, so a message that is valid is left alone: the day the provider mends it, nothing here needs to change.',
  // A pushed message is read by our endpoint before it is known whose it is.
  flows: ['sync'],
  bytes: (bytes) => (isUtf8(bytes) ? bytes : Buffer.from(Buffer.from(bytes).toString('latin1'))),
})
