/** Mail over SMTP. What goes wrong is told by a code alone: the server's own words name addresses. */
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { MailConfig } from '#server/config/worker.ts'
import { isLoopback } from '#providers/loopback.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The same for a mail sent again. */
  readonly id: string
  /** Where one click or one request ends such mails. */
  readonly unsubscribe?: string
}

/** `refused`: for good; `unreachable`: it may succeed later. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent'
  readonly code: 'refused' | 'unreachable'
  /** Of the server, where it gave one. */
  readonly responseCode: number | null

  constructor(code: 'refused' | 'unreachable', responseCode: number | null) {
    super(`The mail was not sent: ${code}${responseCode === null ? '' : ` (${responseCode})`}`)
    this.code = code
    this.responseCode = responseCode
  }
}

export interface Mailer {
  /** @throws MailNotSent */
  send(mail: Mail): Promise<void>
  close(): void
}

/** Nothing in it can begin another header, or name a second recipient. */
const oneLine = z.string().regex(/^[^\p{Cc}]*$/u)
const address = z.email().max(254)
const timeoutMs = 15_000

export function createMailer({ url, from }: MailConfig): Mailer {
  const transport = createTransport({
    url,
    // Mail to a server elsewhere goes encrypted or not at all.
    requireTLS: url.startsWith('smtp:') && !isLoopback(new URL(url).hostname),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text, html, id, unsubscribe }) {
      if (!address.safeParse(to).success || !oneLine.safeParse(subject).success) throw new MailNotSent('refused', null)
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId: `<${id}@${from.slice(from.indexOf('@') + 1)}>`,
          headers: {
            'Auto-Submitted': 'auto-generated',
            ...(unsubscribe !== undefined && {
              'List-Unsubscribe': `<${unsubscribe}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
          },
        })
      } catch (error) {
        const said = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : null
        throw new MailNotSent(said !== null && said >= 500 && said < 600 ? 'refused' : 'unreachable', said)
      }
    },
    close: () => transport.close(),
  }
}
