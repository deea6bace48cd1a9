/**
 * The print queue as a folder: `KIND-ID.pdf`, the letter (and `KIND-ID.txt`, the same as text, where there is one), and
 * then `KIND-ID.json`, the addressee, which says that the letter is whole. The printer takes all away; nothing here
 * reads them again.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PrintQueue } from './post.ts'

export function printQueueIn(folder: string): PrintQueue {
  const put = async (name: string, content: Uint8Array | string): Promise<void> => {
    const path = join(folder, name)
    await writeFile(`${path}.half`, content, { mode: 0o600 })
    await rename(`${path}.half`, path)
  }
  return {
    async queueLetter({ id, kind, to, pdf, text }) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await put(`${kind}-${id}.pdf`, pdf)
      if (text !== undefined) await put(`${kind}-${id}.txt`, text)
      await put(`${kind}-${id}.json`, `${JSON.stringify({ kind, to }, null, 2)}\n`)
    },
  }
}
