/** Faults at the border. A fault is always said by its code; wording belongs to app/texts. */

export const providerErrorCodes = [
  'unreachable',
  'timeout',
  'fault',
  'malformed-response',
  'rejected-signature',
  'wrong-person',
  'wrong-transaction',
  'too-large',
  'clock-skew',
  'unknown-sender',
] as const
export type ProviderErrorCode = (typeof providerErrorCodes)[number]

/**
 * A question to a provider did not give an answer that may be trusted. Never stands for "nothing held".
 * The message is for logs: it holds no body, no name and no personal number.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  readonly code: ProviderErrorCode
  /** The SSEK fault code, when the provider sent one. */
  readonly faultCode: string | null
  /** Where in the message it was found, when that is known. */
  readonly line: number | null

  constructor(
    code: ProviderErrorCode,
    message: string,
    options: { cause?: unknown; faultCode?: string; line?: number | null } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.faultCode = options.faultCode ?? null
    this.line = options.line ?? null
  }
}
