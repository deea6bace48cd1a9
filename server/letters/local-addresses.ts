/**
 * The population register of a system on one machine: a JSON file says whose address is protected and who has none,
 * `{"protected": ["…"], "none": ["…"]}`; all others live at made-up addresses. Never in production.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { AddressSource } from './post.ts'

const numbers = z.array(z.string().regex(/^\d{12}$/)).default([])
const file = z.strictObject({ protected: numbers, none: numbers })

export const localAddresses = (path: string): AddressSource => ({
  async addressOf(number) {
    const known = file.parse(JSON.parse(await readFile(path, 'utf8')))
    if (known.protected.includes(number.reveal())) return 'protected'
    if (known.none.includes(number.reveal())) return null
    const house = 1 + (createHash('sha256').update(number.reveal()).digest()[0] ?? 0)
    return { lines: [`Påhittsvägen ${house}`], postalCode: '999 99', town: 'Exempelstad' }
  },
})
