/** A partner as an operator writes it down, read and checked before it comes into the register. */
import { z } from 'zod'
import { isLoopback } from '#providers/loopback.ts'
import type { Partner } from '#server/db/partners.ts'
import { themeFaults } from './theme.ts'

export type NewPartner = Omit<Partner, 'enabled'>

/** https; and http to this very machine, where that is allowed. */
export function isSafeAddress(text: string, loopbackAllowed: boolean): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' ? loopbackAllowed || !isLoopback(hostname) : loopbackAllowed && isPlainLoopback(text)
}

const isPlainLoopback = (text: string): boolean => {
  const { protocol, hostname } = new URL(text)
  return protocol === 'http:' && isLoopback(hostname)
}

export const clientIdShape = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'must be 1-200 characters without spaces')

const shape = (loopbackAllowed: boolean) => {
  const address = z.string().refine((text) => isSafeAddress(text, loopbackAllowed), 'must be an https address')
  const origin = address.refine(
    // Nothing that means more than itself in a policy: no star.
    (text) => /^https?:\/\/[a-z0-9.-]+(:\d+)?$/.test(text) && new URL(text).origin === text,
    'must be an origin: scheme, host and port, in lower case, without a path or a slash at the end',
  )
  const colour = z.string().regex(/^#[\da-f]{6}$/, 'must be a colour as #0f4a41, in lower case')
  return z.strictObject({
    id: z
      .string()
      .max(40)
      .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be a short name of a-z, 0-9 and hyphens'),
    name: z.string().trim().min(1).max(80),
    clientId: clientIdShape,
    jwksUrl: address,
    frameOrigins: z.array(origin).min(1).max(10),
    redirectOrigins: z.array(origin).max(10).default([]),
    theme: z.strictObject({
      accent: colour,
      accentDark: colour,
      font: z.enum(['portal', 'system', 'serif']).default('portal'),
      corners: z.enum(['square', 'slight', 'round']).default('slight'),
    }),
    perMinute: z.int().min(1).max(100_000),
    perDay: z.int().min(1).max(10_000_000),
  })
}

/** @returns the partner, or everything that is wrong with it in words */
export function readPartner(
  json: unknown,
  { loopbackAllowed }: { readonly loopbackAllowed: boolean },
): { readonly partner: NewPartner } | { readonly faults: readonly string[] } {
  const read = shape(loopbackAllowed).safeParse(json)
  if (!read.success) {
    return { faults: read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`) }
  }
  const faults = [
    ...themeFaults(read.data.theme),
    ...(read.data.perDay < read.data.perMinute ? ['perDay: must be at least perMinute'] : []),
  ]
  return faults.length > 0 ? { faults } : { partner: read.data }
}
