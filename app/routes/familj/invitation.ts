/** Answering an invitation by its code: first who invites to what, then the yes. The code is never in an address. */
import { data } from '@remix-run/node'
import type { Acceptance, InvitationView } from '#server/services/api/sharing.ts'

export type CodeError = Exclude<Acceptance, 'taken'> | 'other-kind-household' | 'other-kind-helper' | 'consent'

export interface InvitationAnswer {
  readonly kind: 'invitation'
  /** As it was typed, for the field or for the yes. */
  readonly code: string
  /** Null where the code gives nothing. */
  readonly invitation: InvitationView | null
  readonly error: CodeError | null
}

interface Answering {
  look(code: string): Promise<InvitationView | null>
  accept(code: string): Promise<Acceptance>
}

/** Longer than any code with its dashes and stray spaces. */
const longest = 100

export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim().slice(0, longest) : ''
}

export const saidYes = (form: FormData): boolean => form.get('samtycke') === 'ja'

const answer = (code: string, invitation: InvitationView | null, error: CodeError | null) => {
  const body: InvitationAnswer = { kind: 'invitation', code, invitation, error }
  return data(body, { status: error === null ? 200 : 422 })
}

/** @returns null when the saver has been taken in. */
export async function answerInvitation(form: FormData, kind: InvitationView['kind'], services: Answering) {
  const code = textOf(form, 'kod')
  const invitation = await services.look(code)
  if (invitation === null) return answer(code, null, 'gone')
  if (invitation.kind !== kind) return answer(code, null, `other-kind-${invitation.kind}`)
  if (form.get('gor') !== 'ja') return answer(code, invitation, null)
  if (!saidYes(form)) return answer(code, invitation, 'consent')
  const accepted = await services.accept(code)
  return accepted === 'taken' ? null : answer(code, null, accepted)
}
