/** vitest's globalSetup: one PostgreSQL for the whole run; its port and passwords travel by `provide` / `inject`. */
import type { TestProject } from 'vitest/node'
import type { TestPostgres } from './postgres.ts'
import { startTestPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgres: TestPostgres
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestPostgres()
  project.provide('postgres', server.postgres)
  return () => server.stop()
}
