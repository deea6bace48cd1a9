/** The post as the configuration has it. */
import type { LettersConfig } from '#server/config/letters.ts'
import { localAddresses } from './local-addresses.ts'
import type { Post } from './post.ts'
import { printQueueIn } from './print-queue.ts'

/** @returns null where no letters are sent, and nothing that takes one is offered */
export function openPost(config: LettersConfig | null): Post | null {
  return config && { ...localAddresses(config.addressesFile), ...printQueueIn(config.printQueueFolder) }
}
