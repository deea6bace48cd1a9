import type { Logger } from './logger.ts'

/**
 * What Remix hands over as a fault. It also hands over its own refusals (a method that a page does not take, a form for
 * a page that is not there): the visitor's doing, not ours, so a warning, with nothing of what was asked but the path.
 */
export function logFault(
  logger: Logger,
  about: { readonly requestId: string; readonly path: string },
  error: unknown,
): void {
  const status = statusOf(error)
  if (status !== null && status >= 400 && status < 500) logger.warn({ event: 'refused', ...about, status })
  else logger.error({ event: 'fault', ...about, ...(status !== null && { status }), err: error })
}

/** Of Remix's ErrorResponse, which is no Error and which it does not export the class of. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || error instanceof Error) return null
  return 'status' in error && typeof error.status === 'number' && 'data' in error ? error.status : null
}
