/** /login, /login/retur and /logga-ut. Their pages, in words, are app/'s. */
import type { Request, Router } from 'express'
import express from 'express'
import type { WebConfig } from '#server/config/web.ts'
import { recordAccess } from '#server/db/access-log.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver, SaverGone, tellingGone } from '#server/db/database.ts'
import type { Person } from '#server/db/savers.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { requestState } from '#server/http/request-state.ts'
import type { Logger } from '#server/observability/logger.ts'
import { clearCookie, loginCookie, readCookie, sessionCookie, writeCookie } from './cookies.ts'
import { readIdentity } from './identity.ts'
import type { EidIssuer } from './issuer.ts'
import type { LoginDeps } from './login.ts'
import { attemptMinutes, beginLogin, finishLogin } from './login.ts'
import { leaveIssuer } from './leave-issuer.ts'
import { LoginRefused, refusalPath } from './refusal.ts'
import { returnPath } from './return-path.ts'
import { logIn, logOut } from './sessions.ts'

const callbackPath = '/login/retur'
const afterLogin = '/oversikt'
const afterLogout = '/utloggad'
/** When there was nothing to end at the issuer, or no way to reach it: the page must not say otherwise. */
const afterLogoutHere = '/utloggad?skal=har'
/** No issuer was asked. */
const afterLogoutByPin = '/utloggad?skal=pin'

export function authRoutes(deps: {
  readonly config: Pick<WebConfig, 'origin' | 'issuer' | 'devServer'>
  readonly db: Database
  readonly issuer: EidIssuer
  readonly logger: Logger
  /** What a saver who has just come in may have due. */
  readonly onLogin: (saverId: string) => Promise<unknown>
  readonly onLogout: (saverId: string) => void
}): Router {
  const { config, db, issuer, logger, onLogin, onLogout } = deps
  const login: LoginDeps = { db, issuer, config: config.issuer, redirectUri: `${config.origin}${callbackPath}` }
  const telling = tellingGone(db)

  /** One whose account is closed in another window at that instant comes in as somebody new. @returns Set-Cookie */
  async function letIn(request: Request, person: Person, idToken: string): Promise<string> {
    try {
      const { saverId } = await findOrCreateSaver(telling, person)
      const cookie = await asSaver(telling, saverId, async (t) => {
        await recordAccess(t, { role: 'saver', act: 'logged-in' })
        return await logIn(t, request, { saverId, level: 'loa3', idToken })
      })
      await onLogin(saverId)
      return cookie
    } catch (error) {
      if (error instanceof SaverGone) return letIn(request, person, idToken)
      throw error
    }
  }

  const router = express.Router()

  router.get('/login', (request, response, next) => {
    void (async () => {
      const begun = await beginLogin(login, {
        returnTo: returnPath(request.query.till, afterLogin),
        browser: readCookie(request.headers.cookie, loginCookie),
      })
      response.append('Set-Cookie', writeCookie(loginCookie, begun.browser, attemptMinutes * 60))
      response.redirect(303, begun.url.href)
    })().catch(next)
  })

  router.get(callbackPath, (request, response, next) => {
    void (async () => {
      const finished = await finishLogin(login, {
        callbackUrl: new URL(request.originalUrl, config.origin),
        browser: readCookie(request.headers.cookie, loginCookie),
      })
      const person = readIdentity(finished.claims, config.issuer.claims)
      response.append('Set-Cookie', await letIn(request, person, finished.idToken))
      response.append('Set-Cookie', clearCookie(loginCookie))
      logger.info({ event: 'login', outcome: 'let-in', requestId: requestState(request).id })
      response.redirect(303, finished.returnTo)
    })().catch(next)
  })

  router.post('/logga-ut', (request, response, next) => {
    void (async () => {
      const session = await logOut(db, request)
      if (session) onLogout(session.saverId)
      response.append('Set-Cookie', clearCookie(sessionCookie))
      const elsewhere = session?.idToken
        ? await issuer.endSession(session.idToken, `${config.origin}${afterLogout}`)
        : null
      const otherwise = session?.level === 'loa2' ? afterLogoutByPin : afterLogoutHere
      leaveIssuer(request, response, { issuer, elsewhere, devServer: config.devServer, otherwise })
    })().catch(next)
  })

  router.use(((error, request, response, next) => {
    if (!(error instanceof LoginRefused)) {
      next(error)
      return
    }
    logger.warn({ event: 'login', outcome: error.refusal, requestId: requestState(request).id, err: error })
    response.redirect(303, refusalPath(error.refusal))
  }) satisfies express.ErrorRequestHandler)

  return router
}
