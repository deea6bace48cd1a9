/** A real HTTPS server that wants client certificates, for tests of the wire. */
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface TlsFiles {
  readonly certPem: string
  readonly keyPem: string
  readonly caPem: string
}

export interface TestServer {
  /** `https://localhost:PORT/ssek` */
  readonly endpoint: string
  /** From now on the server shows another certificate; those who are connected must connect anew. */
  show(tls: TlsFiles): void
  close(): Promise<void>
}

/** @param caPem whose client certificates are let in */
export async function startTestServer(tls: TlsFiles, listener: RequestListener): Promise<TestServer> {
  const server = createServer(
    { cert: tls.certPem, key: tls.keyPem, ca: tls.caPem, requestCert: true, rejectUnauthorized: true },
    listener,
  )
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `https://localhost:${port}/ssek`,
    show: ({ certPem, keyPem, caPem }) => {
      server.setSecureContext({ cert: certPem, key: keyPem, ca: caPem })
      server.closeAllConnections()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
