/** /ombud/login, /ombud/login/retur and /ombud/logga-ut: staff log in as savers do, as another client of an issuer. */
import type { Router } from 'express'
import express from 'express'
import type { OmbudConfig } from '#server/config/ombud.ts'
import type { Database } from '#server/db/database.ts'
import { requestState } from '#server/http/request-state.ts'
import type { Logger } from '#server/observability/logger.ts'
import { endCall } from '#server/services/ombud/calls.ts'
import { clearCookie, loginCookie, readCookie, staffCookie, writeCookie } from './cookies.ts'
import { EidIssuer } from './issuer.ts'
import type { LoginDeps } from './login.ts'
import { attemptMinutes, beginLogin, finishLogin } from './login.ts'
import { leaveIssuer } from './leave-issuer.ts'
import { LoginRefused, refusalPath } from './refusal.ts'
import type { StaffSession } from './staff-sessions.ts'
import { findStaffSession, logInStaff, logOutStaff, readStaff } from './staff-sessions.ts'

const callbackPath = '/ombud/login/retur'
const desk = '/ombud'
const afterLogout = '/utloggad?skal=personal'

export function staffRoutes({
  origin,
  config,
  devServer,
  db,
  logger,
}: {
  readonly origin: string
  readonly config: OmbudConfig['staff']
  readonly devServer: boolean
  readonly db: Database
  readonly logger: Logger
}): Router {
  const issuer = new EidIssuer(config, { scope: 'openid', claims: [config.rolesClaim] })
  const login: LoginDeps = { db, issuer, config, redirectUri: `${origin}${callbackPath}` }
  const router = express.Router()

  router.get('/ombud/login', (request, response, next) => {
    void (async () => {
      const browser = readCookie(request.headers.cookie, loginCookie)
      const begun = await beginLogin(login, { returnTo: desk, browser })
      response.append('Set-Cookie', writeCookie(loginCookie, begun.browser, attemptMinutes * 60))
      response.redirect(303, begun.url.href)
    })().catch(next)
  })

  router.get(callbackPath, (request, response, next) => {
    void (async () => {
      const { claims, idToken } = await finishLogin(login, {
        callbackUrl: new URL(request.originalUrl, origin),
        browser: readCookie(request.headers.cookie, loginCookie),
      })
      const staff = readStaff(claims, config.rolesClaim, db)
      const earlier = await findStaffSession(db, request)
      if (earlier) await logOut(earlier)
      response.append('Set-Cookie', await logInStaff(db, staff, idToken))
      response.append('Set-Cookie', clearCookie(loginCookie))
      logger.info({ event: 'staff-login', outcome: 'let-in', staff: staff.reference, role: staff.role })
      response.redirect(303, desk)
    })().catch(next)
  })

  const logOut = async (session: StaffSession): Promise<string | null> => {
    await endCall(db, session, 'logged-out')
    return await logOutStaff(db, session)
  }

  router.post('/ombud/logga-ut', (request, response, next) => {
    void (async () => {
      const session = await findStaffSession(db, request)
      const idToken = session && (await logOut(session))
      response.append('Set-Cookie', clearCookie(staffCookie))
      const elsewhere = idToken === null ? null : await issuer.endSession(idToken, `${origin}${afterLogout}`)
      leaveIssuer(request, response, { issuer, elsewhere, devServer, otherwise: afterLogout })
    })().catch(next)
  })

  router.use(((error, request, response, next) => {
    if (!(error instanceof LoginRefused)) {
      next(error)
      return
    }
    logger.warn({ event: 'staff-login', outcome: error.refusal, requestId: requestState(request).id, err: error })
    response.redirect(303, `${refusalPath(error.refusal)}&personal`)
  }) satisfies express.ErrorRequestHandler)

  return router
}
