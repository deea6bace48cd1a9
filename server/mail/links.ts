/**
 * Links in mails: what they hold is sealed, so that nobody can make one, and nothing in an address tells of whom it
 * speaks. They work without a login.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Vault } from '#server/crypto/vault.ts'

export const unsubscribePath = '/avregistrera'
export const confirmPath = '/bekrafta-e-post'

type Use = 'unsubscribe' | 'confirm-email'
const place = (use: Use): string => `link in a mail: ${use}`

export function makeCode(vault: Vault, use: Use, saverId: string): string {
  // With chance in it, so that two codes of one saver are never the same.
  const content = JSON.stringify([saverId, randomBytes(16).toString('base64url')])
  return vault.sealGlobal(content, place(use)).toString('base64url')
}

const contentShape = z.tuple([z.uuid(), z.string()])

/** @returns whose code it is; null when it was not made by us, or not for this use. */
export function openCode(vault: Vault, use: Use, code: string): string | null {
  if (!/^[\w-]{40,400}$/.test(code)) return null
  try {
    const opened = vault.openGlobal(Buffer.from(code, 'base64url'), place(use))
    return contentShape.parse(JSON.parse(opened.toString('utf8')))[0]
  } catch {
    return null
  }
}
