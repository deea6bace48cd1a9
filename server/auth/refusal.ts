/** Why a login did not become a session. The page has the words and says what to do; here are only the codes. */
import type { LoginRefusal } from '#server/services/api.ts'

export class LoginRefused extends Error {
  override readonly name = 'LoginRefused'
  readonly refusal: LoginRefusal

  /** @param message for the log: which check, never what was found. */
  constructor(refusal: LoginRefusal, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.refusal = refusal
  }
}

export function refusalPath(refusal: LoginRefusal): string {
  return `/inloggning-misslyckades?skal=${refusal}`
}
