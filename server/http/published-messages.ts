/**
 * Our WSDL and schemas, for anyone who builds the other end: read-only, under `/ssek/`. They are read from disk once;
 * an address finds one of them or nothing, and no part of it ever names a file.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { publishedFiles } from '#providers/schema/published.ts'

const prefix = '/ssek/'

/**
 * Answers a GET or HEAD for one of the files.
 * @returns whether it was one; then nobody else is to answer.
 */
export type PublishedMessages = (request: IncomingMessage, response: ServerResponse) => boolean

/** @param endpoint address of our own SSEK endpoint, as providers reach it */
export function publishedMessages(endpoint: string): PublishedMessages {
  const files = new Map(publishedFiles(endpoint).map((file) => [prefix + file.path, file]))
  return (request, response) => {
    // With a query or an escape in it, an address is another address.
    const file = files.get(request.url ?? '')
    if (file === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false
    response.writeHead(200, {
      'content-type': file.contentType,
      'content-length': file.bytes.byteLength,
      'cache-control': 'public, max-age=3600',
    })
    response.end(request.method === 'HEAD' ? undefined : file.bytes)
    return true
  }
}
