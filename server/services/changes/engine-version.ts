/**
 * Tells one state of the engine from another: a digest of its source, figures of law included. Two projections under one
 * version differ only by what went in.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../../../forecasting/', import.meta.url)

let known: string | null = null

export function engineVersion(): string {
  known ??= digest()
  return known
}

function digest(): string {
  const hash = createHash('sha256')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|(^|\/)(testing|typfall)\//.test(file))
    .sort()
  for (const file of files) hash.update(file).update(readFileSync(new URL(file, folder)))
  return hash.digest('base64url').slice(0, 16)
}
