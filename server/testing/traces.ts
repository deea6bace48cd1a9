/** What may be left of a saver, in every form it could have, and where it is looked for: text dumps of a database, files. */
import { createHash, createHmac } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withClient } from '#server/db/bootstrap.ts'
import type { PersonalNumber } from '#providers/personal-number.ts'

/** A personal number as it may be written: twelve and ten digits, with and without the sign between. */
export function writtenNumbers(number: PersonalNumber): readonly string[] {
  const twelve = number.reveal()
  return [twelve, twelve.slice(2)].flatMap((digits) =>
    ['', '-', '+', ' '].map((sign) => `${digits.slice(0, -4)}${sign}${digits.slice(-4)}`),
  )
}

/**
 * Each secret as it is, encoded, hashed, and hashed with each key.
 * @returns what to look for, by what it is
 */
export function formsOf(secrets: readonly string[], keys: readonly Buffer[]): ReadonlyMap<string, string> {
  const forms = new Map<string, string>()
  for (const secret of secrets) {
    const bytes = Buffer.from(secret, 'utf8')
    forms.set(secret, `${secret} itself`)
    for (const [made, name] of [
      [bytes, 'encoded'],
      [createHash('sha256').update(bytes).digest(), 'SHA-256'],
      ...keys.map((key) => [createHmac('sha256', key).update(bytes).digest(), 'HMAC'] as const),
    ] as const) {
      forms.set(made.toString('hex'), `${secret}, ${name}, hex`)
      // The end of base64 depends on what follows; an encoding of a few bytes could stand anywhere by chance.
      if (bytes.length >= 8) forms.set(made.toString('base64url').slice(0, -2), `${secret}, ${name}, base64url`)
      if (bytes.length >= 8) forms.set(made.toString('base64').slice(0, -3), `${secret}, ${name}, base64`)
    }
  }
  return forms
}

/**
 * Every table of every schema but the server's own, by COPY as text into a file of its name; the queue among them.
 * @returns a folder of their own
 */
export async function copyEveryTable(superuserUrl: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'copied-'))
  // The database server writes the files, maybe under another user.
  await chmod(folder, 0o777)
  return await withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname !~ '^pg_|^information_schema$' order by 1`,
    )
    for (const { name } of rows) await client.query(`copy ${name} to '${join(folder, name)}' with (format text)`)
    return folder
  })
}

/** Where what was found, as `file: what`. Digits count only where no more of them stand beside. */
export async function searchFolders(folders: readonly string[], forms: ReadonlyMap<string, string>): Promise<string[]> {
  const found: string[] = []
  for (const folder of folders) {
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue
      const text = await readFile(join(entry.parentPath, entry.name), 'utf8')
      for (const [form, what] of forms) {
        if (contains(text, form)) found.push(`${entry.name}: ${what}`)
      }
    }
  }
  return found
}

function contains(text: string, form: string): boolean {
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + form.length]]
    if (!/^[\d.]+$/.test(form) || !(/[\da-f]/.test(before) || /[\da-f]/.test(after))) return true
  }
  return false
}
