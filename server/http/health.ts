/**
 * /halsa: for those who watch the portal.
 *
 * 503 when the database is down, because then this process can serve nobody who is logged in. A missing worker is said
 * but is no fault of this process: jobs wait.
 */
import type { RequestHandler } from 'express'
import type { Database } from '#server/db/database.ts'
import { isDatabaseDown } from '#server/db/database.ts'
import { anyWorkerAlive } from '#server/db/workers.ts'

export function health(db: Database): RequestHandler {
  return (_request, response, next) => {
    void (async () => {
      const worker = await anyWorkerAlive(db)
      response.json({ database: 'up', worker: worker ? 'up' : 'down' })
    })().catch((error: unknown) => {
      if (!isDatabaseDown(error)) {
        next(error)
        return
      }
      response.status(503).json({ database: 'down', worker: 'unknown' })
    })
  }
}
