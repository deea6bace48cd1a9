/** The pages: Remix, from the finished build or, while working on them, from Vite in the same process. */
import { readdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import type { Request, RequestHandler, Response } from 'express'
import express from 'express'
import expressStaticGzip from 'express-static-gzip'
import type { PortalContext } from '#server/services/api.ts'

export type ComposePortal = (request: Request, response: Response) => Promise<PortalContext>

export interface Pages {
  /** Scripts, styles, pictures. */
  readonly files: readonly RequestHandler[]
  readonly handler: (compose: ComposePortal) => RequestHandler
  close(): Promise<void>
}

export async function builtPages(root: URL): Promise<Pages> {
  const build = (await import(new URL('build/server/index.js', root).href)) as ServerBuild
  const client = new URL('build/client/', root)
  return {
    files: clientFiles(client.pathname),
    handler: (compose) => remix(build, compose, 'production'),
    close: () => Promise.resolve(),
  }
}

/** File names hold a hash of the content, so what is in assets/ never changes; the build has made each small. */
export function clientFiles(directory: string): RequestHandler[] {
  const assets = express.Router()
  assets.use(
    '/assets',
    expressStaticGzip(`${directory}/assets`, {
      enableBrotli: true,
      orderPreference: ['br', 'gzip'],
      index: false,
      serveStatic: { immutable: true, maxAge: '1y', redirect: false, fallthrough: false },
    }),
  )
  // Known by name, so that no page is looked for among them.
  const names = new Set(readdirSync(directory).map((name) => `/${name}`))
  const others = express.static(directory, { maxAge: '1h', index: false, redirect: false })
  return [
    assets,
    (request, response, next) => {
      if (names.has(request.path)) others(request, response, next)
      else next()
    },
  ]
}

/** @param http the server that the reload messages go through. */
export async function vitePages(root: URL, http: Server): Promise<Pages> {
  const { createServer } = await import('vite')
  const vite = await keepingOurWayOut(() =>
    createServer({
      root: root.pathname,
      // What it says beneath a warning goes to stdout, which is kept for the ready line.
      logLevel: 'warn',
      server: { middlewareMode: true, hmr: { server: http } },
    }),
  )
  const build = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>
  return {
    files: [vite.middlewares],
    handler: (compose) => remix(build, compose, 'development'),
    close: () => vite.close(),
  }
}

/** The Remix plugin runs a second Vite that would end the process by itself, before our own orderly stop. */
async function keepingOurWayOut<T>(act: () => Promise<T>): Promise<T> {
  const signals = new Set(process.listeners('SIGTERM'))
  const ends = new Set(process.stdin.listeners('end'))
  const result = await act()
  for (const listener of process.listeners('SIGTERM')) {
    if (!signals.has(listener)) process.off('SIGTERM', listener)
  }
  for (const listener of process.stdin.listeners('end')) {
    if (!ends.has(listener)) process.stdin.off('end', listener as () => void)
  }
  return result
}

function remix(
  build: ServerBuild | (() => Promise<ServerBuild>),
  compose: ComposePortal,
  mode: 'development' | 'production',
): RequestHandler {
  const handle = createRequestHandler({
    build,
    mode,
    getLoadContext: async (request, response) => ({ portal: await compose(request, response) }),
  })
  return (request, response, next) => void handle(request, response, next)
}
