/**
 * The port by which tests tell the simulator how to behave: plain HTTP on loopback, JSON in and out.
 *
 *     GET  /providers                  every provider: id, flow, fault, delayMs, requests, pushes
 *     GET  /providers/:id              one
 *     GET  /providers/:id/requests     { count }
 *     POST /providers/:id              { fault?, delayMs? }: until the next reset
 *     POST /providers/:id/recalculation { datum, bestand, txId? }: tells the asker; { txId, fault, faultCode }, both null
 *                                      when it was receipted
 *     POST /clock                      { factor }: also for what waits already
 *     POST /reset                      as it stood at the start
 */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { ProviderError } from '../errors.ts'
import type { Clock } from './clock.ts'
import { simulatedFaults } from './faults.ts'
import type { ProviderServer } from './provider-server.ts'

const settings = z.strictObject({
  fault: z.enum(simulatedFaults).optional(),
  /** Null: the provider's own. */
  delayMs: z.number().min(0).max(3_600_000).nullable().optional(),
})
const recalculation = z.strictObject({
  datum: z.iso.date().transform(isoDateOf),
  bestand: z.string(),
  txId: z.uuid().optional(),
})
const clockSetting = z.strictObject({ factor: z.number().positive().max(100_000) })

class BadRequest extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown
  } catch {
    throw new BadRequest(400, 'The body is not JSON')
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success) throw new BadRequest(400, z.prettifyError(result.error))
  return result.data
}

export interface Controlled {
  readonly servers: readonly ProviderServer[]
  readonly clock: Clock
  /** The factor that a reset goes back to. */
  readonly clockFactor: number
}

async function act(request: IncomingMessage, { servers, clock, clockFactor }: Controlled): Promise<unknown> {
  // A page in somebody's browser has no business here, and a browser says so by this header.
  if (request.headers.origin !== undefined) throw new BadRequest(403, 'Not from a browser')
  const [, place, id, part] = (request.url ?? '').split('/')
  const what = `${request.method ?? ''} ${place ?? ''}`
  const server = (): ProviderServer => {
    const found = servers.find(({ provider }) => provider.id === id)
    if (!found) throw new BadRequest(404, 'No such provider')
    return found
  }
  if (what === 'GET providers') {
    if (id === undefined) return servers.map(({ state }) => state)
    return part === 'requests' ? { count: server().state.requests } : server().state
  }
  if (what === 'POST providers' && part === 'recalculation') {
    return await tell(server(), checked(recalculation, await readJson(request)))
  }
  if (what === 'POST providers') {
    const { fault, delayMs } = checked(settings, await readJson(request))
    server().set({ ...(fault === undefined ? {} : { fault }), ...(delayMs === undefined ? {} : { delayMs }) })
    return server().state
  }
  if (what === 'POST clock') {
    clock.setFactor(checked(clockSetting, await readJson(request)).factor)
    return { factor: clock.factor }
  }
  if (what === 'POST reset') {
    servers.forEach((each) => each.reset())
    clock.setFactor(clockFactor)
    return { factor: clock.factor }
  }
  throw new BadRequest(404, 'No such thing to control')
}

async function tell(
  server: ProviderServer,
  { datum, bestand, txId = randomUUID() }: z.output<typeof recalculation>,
): Promise<{ txId: string; fault: string | null; faultCode: string | null }> {
  try {
    await server.tell({ date: datum, stock: bestand }, txId)
    return { txId, fault: null, faultCode: null }
  } catch (error) {
    if (error instanceof ProviderError) return { txId, fault: error.code, faultCode: error.faultCode }
    throw error
  }
}

export interface Control {
  /** `http://127.0.0.1:33099` */
  readonly url: string
  close(): Promise<void>
}

/** @param port 0 takes a free one. */
export async function startControl(port: number, controlled: Controlled): Promise<Control> {
  // Never ends a connection by itself: what is told just then would be lost.
  const server: Server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const send = (status: number, value: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    act(request, controlled).then(
      (value) => send(200, value),
      (error: unknown) => {
        if (error instanceof BadRequest) send(error.status, { error: error.message })
        else send(500, { error: 'The simulator could not do that' })
      },
    )
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
