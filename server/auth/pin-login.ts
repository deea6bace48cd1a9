/** The PIN door for one request: its cookies, and the session that it opens. */
import type { Request, Response } from 'express'
import type { PinLogin } from '#server/services/api/pin.ts'
import { PersonalNumber } from '#providers/personal-number.ts'
import { clearCookie, loginCookie, queueCookie, readCookie, writeCookie } from './cookies.ts'
import { attemptMinutes } from './login.ts'
import type { PinDoor } from './pin-door.ts'
import { logIn } from './sessions.ts'
import { isToken, newToken } from './tokens.ts'

export interface PinEntrance {
  readonly door: PinDoor
  /** What a saver who has just come in may have due. */
  readonly onLogin: (saverId: string) => Promise<unknown>
}

export function pinLogin(entrance: PinEntrance, request: Request, response: Response): PinLogin {
  const { door, onLogin } = entrance
  const address = request.ip ?? ''
  const cookie = (name: string): string | undefined => readCookie(request.headers.cookie, name)
  const set = (header: string): void => {
    response.append('Set-Cookie', header)
  }
  const browser = (): string => {
    const known = cookie(loginCookie)
    if (isToken(known)) return known
    const made = newToken()
    set(writeCookie(loginCookie, made, attemptMinutes * 60))
    return made
  }
  const ticket = cookie(queueCookie) ?? ''
  const turn = door.placeOf(cookie(loginCookie) ?? '', ticket)
  return {
    turn: turn?.toISOString() ?? null,
    challenge: () => door.challenge(browser(), address),
    async queue() {
      if (turn !== null) return turn.toISOString()
      const place = await door.queue(browser(), address)
      if (place === null) return null
      set(writeCookie(queueCookie, place.ticket, attemptMinutes * 60))
      return place.readyAt.toISOString()
    },
    async logIn({ number: numberText, pin, solution }) {
      const number = PersonalNumber.parse(numberText)
      const isPin = /^\d{6}$/.test(pin)
      if (number === null || !isPin) return { kind: 'unreadable', number: number === null, pin: !isPin }
      const session = { cookie: '' }
      const answer = await door.attempt({ number, pin, address, browser: browser(), solution, ticket }, async (t) => {
        session.cookie = await logIn(t, request, { saverId: t.saverId, level: 'loa2', idToken: null })
      })
      // It is used up, or was never good: only another place helps.
      if (ticket !== '' && answer.kind !== 'too-early' && answer.kind !== 'in') set(clearCookie(queueCookie))
      if (answer.kind !== 'in') return answer
      set(session.cookie)
      set(clearCookie(loginCookie))
      set(clearCookie(queueCookie))
      await onLogin(answer.saverId)
      return { kind: 'in' }
    },
  }
}
