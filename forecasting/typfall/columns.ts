/** The columns of the model's files: ten that go in, twelve that come out. */
import type { Dec } from '../model/quantity.ts'
import { inputFields } from './input.ts'
import type { TypfallResult } from './run.ts'

const resultColumns: readonly (readonly [header: string, of: keyof TypfallResult])[] = [
  ['Slutlön', 'finalSalary'],
  ['Brutto-pension', 'gross'],
  ['Inkomstpension', 'inkomstpension'],
  ['Tilläggspension', 'tillaggspension'],
  ['Premiepension', 'premiepension'],
  ['Garanti-pension', 'garantipension'],
  ['P_tillägg', 'inkomstpensionstillagg'],
  ['Tjänstepension', 'tjanstepension'],
  ['Eget sparande', 'ownSaving'],
  ['Efter skatt', 'afterTax'],
  ['Bostadstillägg + ÄFS', 'bostadstillagg'],
  ['Disponibel inkomst', 'disposable'],
]

export const resultHeaders: readonly string[] = resultColumns.map(([header]) => header)
export const allHeaders: readonly string[] = [...inputFields, ...resultHeaders]

export const resultValues = (result: TypfallResult): readonly Dec[] => resultColumns.map(([, of]) => result[of])
