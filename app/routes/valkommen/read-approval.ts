import { z } from 'zod'
import type { Approval } from '#server/services/api.ts'

export type ApprovalError = 'not-approved' | 'bad-email' | 'other-version-in-force'

/** What stood in the fields, so that nothing has to be typed twice. */
export interface TypedApproval {
  readonly email: string
  readonly language: Approval['language']
  readonly approved: boolean
}

export interface ApprovalReading {
  readonly typed: TypedApproval
  readonly errors: readonly ApprovalError[]
  /** Set when there are no errors. */
  readonly approval: Approval | null
}

const text = z.string().trim().max(320).catch('')
const fields = z.object({
  version: text,
  godkann: z.literal('ja').optional().catch(undefined),
  epost: text,
  sprak: z.enum(['sv', 'en']).catch('sv'),
})
const email = z.union([z.literal(''), z.email()])

/** Reads the form of the terms; a field that is missing or broken is told by name, never thrown. */
export function readApproval(form: FormData): ApprovalReading {
  const read = fields.parse(Object.fromEntries(form))
  const typed = { email: read.epost, language: read.sprak, approved: read.godkann === 'ja' }
  const errors: ApprovalError[] = []
  if (!typed.approved) errors.push('not-approved')
  if (!email.safeParse(typed.email).success) errors.push('bad-email')
  if (errors.length > 0) return { typed, errors, approval: null }
  return { typed, errors, approval: { version: read.version, email: typed.email, language: typed.language } }
}
