/** The name of a contract in addresses, plans and comparisons: the same in every collection, and of one saver alone. */
import { createHash } from 'node:crypto'
import type { Holding } from '#forecasting/model/holding.ts'
import type { Contract } from './reconcile.ts'

/** A contract with its name. */
export interface NamedContract extends Contract {
  readonly contractId: string
}

/** 96 bits: no two contracts of a saver meet in one. */
const length = 16

/** @param place which of the contracts under one number it is, where a source lists the number more than once */
const contractIdOf = (saverId: string, { identity }: Pick<Holding, 'identity'>, place: number): string =>
  createHash('sha256')
    .update(JSON.stringify([saverId, identity.insurerOrganisationNumber, identity.contractNumber.trim(), place]))
    .digest('base64url')
    .slice(0, length)

export function named(saverId: string, contracts: readonly Contract[]): readonly NamedContract[] {
  const seen = new Map<string, number>()
  return contracts.map((contract) => {
    const { holding } = contract.report
    const first = contractIdOf(saverId, holding, 0)
    const place = seen.get(first) ?? 0
    seen.set(first, place + 1)
    return { ...contract, contractId: place === 0 ? first : contractIdOf(saverId, holding, place) }
  })
}
