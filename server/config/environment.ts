/** How a part of the environment is read and checked. Nobody but this file reads process.env. */
import type { z } from 'zod'

export type Environment = Readonly<Record<string, string | undefined>>

/** Everything that is wrong, so that a set-up is put right in one go. Values are not told: several are secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  /** One per bad variable, each beginning with its name. */
  readonly messages: readonly string[]

  constructor(messages: readonly string[]) {
    super(['The configuration cannot be used:', ...messages.map((message) => `  ${message}`)].join('\n'))
    this.messages = messages
  }
}

interface Variable<Schema extends z.ZodType> {
  readonly schema: Schema
  /** What it must be, said when it is not. */
  readonly wanted: string
}

type Variables = Readonly<Record<string, Variable<z.ZodType>>>

export type Values<Named extends Variables> = {
  readonly [Name in keyof Named]: z.output<Named[Name]['schema']>
}

export const variable = <Schema extends z.ZodType>(schema: Schema, wanted: string): Variable<Schema> => ({
  schema,
  wanted,
})

/** @throws ConfigError */
export function readVariables<Named extends Variables>(
  variables: Named,
  env: Environment = process.env,
): Values<Named> {
  const messages: string[] = []
  const values = Object.entries(variables).map(([name, { schema, wanted }]) => {
    // A variable set to nothing counts as not set, as in most shells' habits.
    const text = env[name] === '' ? undefined : env[name]
    const { success, data } = schema.safeParse(text)
    if (!success) messages.push(`${name} ${text === undefined ? 'is missing; it ' : ''}${wanted}`)
    return [name, data] as const
  })
  if (messages.length > 0) throw new ConfigError(messages)
  return Object.fromEntries(values) as Values<Named>
}

/**
 * What is set all together or not at all.
 *
 * @returns null where none of it is set
 * @throws ConfigError when some is and some is not
 */
export function allOrNone<Named extends Variables, Name extends keyof Named & string>(
  variables: Named,
  values: Values<Named>,
  names: readonly Name[],
): { readonly [Each in Name]: NonNullable<Values<Named>[Each]> } | null {
  const missing = names.filter((name) => values[name] === undefined)
  if (missing.length === names.length) return null
  if (missing.length === 0) return values as { [Each in Name]: NonNullable<Values<Named>[Each]> }
  throw new ConfigError(missing.map((name) => `${name} is missing; it ${variables[name]?.wanted ?? ''}`))
}

export type Refusal = readonly [refused: boolean, message: string]

/** @throws ConfigError with the message of each that is refused */
export function refuseInProduction(environment: string, refusals: readonly Refusal[]): void {
  if (environment !== 'production') return
  const messages = refusals.filter(([refused]) => refused).map(([, message]) => message)
  if (messages.length > 0) throw new ConfigError(messages)
}
