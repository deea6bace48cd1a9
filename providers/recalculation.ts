/**
 * `meddelaOmrakning`: a provider tells us that a stock of contracts has been reckoned anew. One-way: it is receipted,
 * and nothing follows from it on the wire.
 */
import type { IsoDate } from '#forecasting/model/year-month.ts'
import { operationElement, readOperation, withinSchema } from './operations.ts'
import { readDate } from './schema/typer.ts'
import type { Xml } from './xml/write.ts'
import { leaf } from './xml/write.ts'

export const meddelaOmrakning = 'meddelaOmrakning'

export interface Recalculation {
  /** The day that the new values are of. */
  readonly date: IsoDate
  /** Which contracts, in the provider's words; at most 200 characters. */
  readonly stock: string
}

/** @throws UnreadableXml when the stock's name cannot be sent */
export const encodeRecalculation = ({ date, stock }: Recalculation): Xml =>
  withinSchema(operationElement(meddelaOmrakning, [leaf('datum', date), leaf('bestand', stock)]))

/** @throws UnreadableXml when it is none */
export function decodeRecalculation(xml: string): Recalculation {
  const tree = readOperation(xml, meddelaOmrakning)
  return { date: readDate(tree.get('datum')), stock: tree.required('bestand') }
}
