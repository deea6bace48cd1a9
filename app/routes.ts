import type { RouteConfig } from '@remix-run/route-config'

/** Every page and its address. /login, /logga-ut, /hamta/handelser and /halsa are Express's own. */
export default [
  { index: true, file: 'routes/start.tsx' },
  { path: 'valkommen', file: 'routes/valkommen/route.tsx' },
  { path: 'hamta', file: 'routes/hamta/route.tsx' },
  { path: 'hamta/lage', file: 'routes/hamta/state.ts' },
  { path: 'oversikt', file: 'routes/oversikt/route.tsx' },
  { path: 'om-dig', file: 'routes/om-dig/route.tsx' },
  { path: 'prognos', file: 'routes/prognos/route.tsx' },
  { path: 'prognos/svar', file: 'routes/prognos/svar.ts' },
  { path: 'utloggad', file: 'routes/utloggad.tsx' },
  { path: 'inloggning-misslyckades', file: 'routes/inloggning-misslyckades.tsx' },
  { path: 'om-uppgifterna', file: 'routes/om-uppgifterna.tsx' },
  { path: 'session', file: 'routes/session.ts' },
  { path: 'sprak', file: 'routes/sprak.ts' },
  { path: '*', file: 'routes/hittades-inte.tsx' },
] satisfies RouteConfig
