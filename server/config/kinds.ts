/** What the text of a variable may be, where several parts of the configuration have such variables. */
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** What is made of the text; when that is null or throws, the text cannot be used. */
export const made = <T>(make: (text: string) => T | null) =>
  z.string().transform((text, context): T => {
    try {
      const value = make(text)
      if (value !== null) return value
    } catch {
      // Said by the message of the variable.
    }
    context.addIssue({ code: 'custom' })
    return z.NEVER
  })

/** A name, an address or a path. */
export const someText = z.string().min(1)

export const wholeNumber = (digits: RegExp) => z.string().regex(digits).transform(Number)

export const port = wholeNumber(/^\d{1,5}$/).refine((value) => value < 65_536)

export const flag = z
  .enum(['0', '1', 'false', 'true', ''])
  .transform((value) => value === '1' || value === 'true')
  .default(false)

/** An address as it is written, by one of these protocols. */
export const addressOf = (...protocols: readonly string[]) =>
  made((text) => (protocols.includes(new URL(text).protocol) ? text : null))

export const databaseUrl = addressOf('postgres:', 'postgresql:')

export const httpUrl = made((text) => {
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === '' ? url : null
})

/** What lies in the file, when it bears the mark. */
export const pemFile = (mark: RegExp) =>
  made((path) => {
    const pem = readFileSync(path, 'utf8')
    return mark.test(pem) ? pem : null
  })

/** The public keys in a file, one PEM after the other. */
export const publicKeysFile = made((path) => {
  const pems = readFileSync(path, 'utf8').match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g)
  return pems?.map((pem) => createPublicKey(pem)) ?? null
})

/** Its path: it is read again when it changes. */
export const readableFile = made((path) => (readFileSync(path).length > 0 ? path : null))

/** Whether it looks like what nobody chose for a production. */
export const looksDefault = (text: string): boolean => /local|default|test|change|example|secret/i.test(text)
