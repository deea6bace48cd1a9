/** A saver's digital mailbox. It is addressed by personal number, and never by anything that the portal stores. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PersonalNumber } from '#providers/personal-number.ts'

export interface MailboxMessage {
  /** Its own, a UUID: a message delivered again under the same one takes the place of the first. */
  readonly id: string
  readonly to: PersonalNumber
  readonly subject: string
  readonly pdf: Uint8Array
}

export interface DigitalMailbox {
  /** @throws when the mailbox service does not answer: ask again later */
  deliver(message: MailboxMessage): Promise<void>
}

/** The mailboxes of a system on one machine: a folder with `ID.pdf`, and `ID.json` for whom it is. Never in production. */
export function mailboxIn(folder: string): DigitalMailbox {
  const put = async (name: string, content: Uint8Array | string): Promise<void> => {
    const path = join(folder, name)
    await writeFile(`${path}.half`, content, { mode: 0o600 })
    await rename(`${path}.half`, path)
  }
  return {
    async deliver({ id, to, subject, pdf }) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await put(`${id}.pdf`, pdf)
      await put(`${id}.json`, `${JSON.stringify({ to: to.reveal(), subject }, null, 2)}\n`)
    },
  }
}
