/**
 * Last line of defence: what must never stand in a log is taken out of the finished line, wherever it came from.
 * The first line is not to log it (see logger.ts).
 */

/** Twelve digits that can be a personal or coordination number (day 1–31 or 61–91), with or without hyphen. */
const twelveDigits =
  /(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+]?\d{4}(?!\d)/g
/** Ten digits count only with the hyphen: bare ones are too often something else. Not inside a UUID. */
const tenDigits =
  /(?<![\dA-Fa-f-])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+]\d{4}(?![\dA-Fa-f-])/g
/** A signed or encrypted token: base64url of {" and two or four more parts. */
const jsonWebToken = /eyJ[\w-]{8,}\.[\w-]*\.[\w-]*(?:\.[\w-]*\.[\w-]*)?/g

export function scrub(text: string): string {
  return text
    .replace(jsonWebToken, '[token]')
    .replace(twelveDigits, '[personal number]')
    .replace(tenDigits, '[personal number]')
}
