/** All adapters, by the names that the register knows them by. */
import { adapter } from './adapter.ts'
import { datesWithoutDashes } from './insurers/dates-without-dashes/adapter.ts'
import { decimalComma } from './insurers/decimal-comma/adapter.ts'
import { extraWrapper } from './insurers/extra-wrapper/adapter.ts'
import { latin1CalledUtf8 } from './insurers/latin-1-called-utf-8/adapter.ts'
import { noTransactionId } from './insurers/no-transaction-id/adapter.ts'

export const adapters = {
  none: adapter({ reason: 'The provider keeps to the profile.' }),
  'dates-without-dashes': datesWithoutDashes,
  'decimal-comma': decimalComma,
  'extra-wrapper': extraWrapper,
  'latin-1-called-utf-8': latin1CalledUtf8,
  'no-transaction-id': noTransactionId,
} as const

export type AdapterName = keyof typeof adapters
