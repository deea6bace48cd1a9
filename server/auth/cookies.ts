/** Our cookies. The prefix __Host- makes the browser insist on Secure, Path=/ and no Domain. */
import { parse, serialize } from 'cookie'

export const sessionCookie = '__Host-session'
/** Of staff, for the pages under /ombud and no others. */
export const staffCookie = '__Host-staff'
export const loginCookie = '__Host-login'
export const languageCookie = '__Host-sprak'
/** A place in the queue of the PIN door. */
export const queueCookie = '__Host-ko'

export function readCookie(header: string | undefined, name: string): string | undefined {
  return header === undefined ? undefined : parse(header)[name]
}

/** @param maxAgeSeconds undefined = until the browser is closed. */
export function writeCookie(name: string, value: string, maxAgeSeconds?: number): string {
  return serialize(name, value, {
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    path: '/',
    ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
  })
}

export function clearCookie(name: string): string {
  return writeCookie(name, '', 0)
}
