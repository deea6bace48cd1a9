/** What goes by post. */
import type { Refusal, Values } from './environment.ts'
import { variable } from './environment.ts'
import { readableFile, someText } from './kinds.ts'

export interface LettersConfig {
  /** Where letters lie for the printer. */
  readonly printQueueFolder: string
  /** What stands in for the population register on a machine of one's own. */
  readonly addressesFile: string
}

export const letterVariables = {
  PRINT_QUEUE_DIR: variable(someText.optional(), 'must be the folder that the printer takes letters from'),
  LOCAL_ADDRESSES_FILE: variable(
    readableFile.optional(),
    'must be the path of the file that stands in for the population register',
  ),
}

type LetterValues = Values<typeof letterVariables>

/** There are letters where there is both a queue for them and a register that knows addresses. */
export function lettersOf(read: LetterValues): LettersConfig | null {
  const { PRINT_QUEUE_DIR: printQueueFolder, LOCAL_ADDRESSES_FILE: addressesFile } = read
  if (printQueueFolder === undefined || addressesFile === undefined) return null
  return Object.freeze({ printQueueFolder, addressesFile })
}

export const letterRefusals = (read: LetterValues): readonly Refusal[] => [
  [read.LOCAL_ADDRESSES_FILE !== undefined, 'LOCAL_ADDRESSES_FILE must not be set in production: it is made up'],
]
