/**
 * Plugin of Vite: beside each built script and style, the same as small as it can be made, for a server to send as it
 * is. That takes half a second for a large one: too long while somebody waits.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** By the ending of the file that is written. */
const ways = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
  gz: (bytes: Buffer) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
}

export const smallAssets: Plugin = {
  name: 'small-assets',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    if (dir === undefined || this.environment.name !== 'client') return
    for (const name of Object.keys(bundle).filter((file) => /\.(js|css)$/.test(file))) {
      const path = join(dir, name)
      const bytes = await readFile(path)
      for (const [ending, small] of Object.entries(ways)) await writeFile(`${path}.${ending}`, await small(bytes))
    }
  },
}
