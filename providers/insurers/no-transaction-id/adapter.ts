/** An answer without TxId in its header. */
import { adapter } from '../../adapter.ts'

export const noTransactionId = adapter({
  reason:
    'The provider leaves TxId out of the header of its answer, which SSEK lets it do. It answers at once, in the ' +
    'response to our own question over a connection that both ends have certificates for, so the answer cannot belong ' +
    'to another question; whose data it holds is checked as for everyone.',
  // An answer that comes later is known by its transaction id alone.
  flows: ['sync'],
  header: (header, { txId }) => (header.txId === null ? { ...header, txId } : header),
})
