/** Habits of single providers, as they stand on the wire: what our adapters are there for, and what is read from all. */
import type { ServerResponse } from 'node:http'

interface Quirk {
  /** The whole message, as this provider writes it. */
  readonly write: (message: string) => string
  readonly encoding: 'utf8' | 'latin1'
  readonly contentType: string
}

const quirk = (own: Partial<Quirk>): Quirk => ({
  write: (message) => message,
  encoding: 'utf8',
  contentType: 'text/xml; charset=utf-8',
  ...own,
})

/** Only the values of elements are met: an address or a prefix never stands between these brackets. */
const values =
  (pattern: RegExp, written: string) =>
  (message: string): string =>
    message.replace(pattern, written)

export const quirks = {
  none: quirk({}),
  'application-xml': quirk({ contentType: 'application/xml; charset=utf-8' }),
  'unqualified-type': quirk({ write: (message) => message.replaceAll(' ssek:Type=', ' Type=') }),
  'decimal-comma': quirk({
    write: values(
      />(-?\d+)\.(\d+)<(?!\/(?:[vV]ersion|[aA]ffars|[nN]amn|[iI]dentitet|Avtals|[iI]mplementation))/g,
      '>$1,$2<',
    ),
  }),
  'dates-without-dashes': quirk({ write: values(/>(\d{4})-(\d{2})-(\d{2})</g, '>$1$2$3<') }),
  'extra-wrapper': quirk({
    // It is the tool that writes answers which wraps them; a receipt is written by another, a fault by hand.
    write: (message) =>
      message.includes('<soap:Fault>') || message.includes('<ssek:Receipt ')
        ? message
        : message
            .replace('<soap:Body>', '<soap:Body><hamtaForsakringarSvar xmlns="urn:verktyg:1">')
            .replace('</soap:Body>', '</hamtaForsakringarSvar></soap:Body>'),
  }),
  'latin-1-called-utf-8': quirk({ encoding: 'latin1' }),
  'no-transaction-id': quirk({ write: values(/<ssek:TxId>[^<]*<\/ssek:TxId>/, '') }),
} as const

export type QuirkName = keyof typeof quirks

/** @returns the same response, in which what is sent looks as the provider writes it */
export function writingAs<R extends ServerResponse>(response: R, name: QuirkName): R {
  const { write, encoding, contentType } = quirks[name]
  const [writeHead, end] = [response.writeHead.bind(response), response.end.bind(response)]
  response.writeHead = (status: number) => writeHead(status, { 'content-type': contentType })
  response.end = (message?: unknown) =>
    end(typeof message === 'string' ? Buffer.from(write(message), encoding) : message)
  return response
}
