/** A request whose body has been read, to be read once more: what came is kept, and the receiver still decides. */
import { IncomingMessage } from 'node:http'
import { maximumMessageBytes } from '../ssek/transport.ts'

/** Four times what the portal reads: enough to tell that a message is too large, and a bound. */
const maximumBytes = 4 * maximumMessageBytes

/** @throws RangeError for a body beyond all bounds */
export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > maximumBytes) throw new RangeError('A body beyond all bounds')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The same request with this body. */
export function withBody(request: IncomingMessage, bytes: Uint8Array): IncomingMessage {
  const { method, url, socket, headers } = request
  const again = Object.assign(new IncomingMessage(socket), { method, url })
  again.headers = { ...headers, 'content-length': String(bytes.length) }
  again.push(bytes)
  again.push(null)
  // Otherwise its end would be taken for a connection that broke.
  again.complete = true
  return again
}
