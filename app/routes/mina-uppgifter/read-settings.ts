import { z } from 'zod'
import type { Language } from '#server/services/api.ts'

export interface TypedSettings {
  readonly email: string
  readonly language: Language
  readonly notices: boolean
  readonly protectedIdentity: boolean
  readonly ombudHelp: boolean
}

const fields = z.object({
  epost: z.string().trim().max(320).catch(''),
  sprak: z.enum(['sv', 'en']).catch('sv'),
  besked: z.literal('ja').optional().catch(undefined),
  skyddad: z.literal('ja').optional().catch(undefined),
  ombud: z.literal('ja').optional().catch(undefined),
})

/** Reads the form of the settings; a box that is not ticked is not sent. */
export function readSettings(form: FormData): TypedSettings {
  const { epost, sprak, besked, skyddad, ombud } = fields.parse(Object.fromEntries(form))
  return {
    email: epost,
    language: sprak,
    notices: besked === 'ja',
    protectedIdentity: skyddad === 'ja',
    ombudHelp: ombud === 'ja',
  }
}
