import type { RouteConfig } from '@remix-run/route-config'

/** Every page and its address. /login, /logga-ut, /hamta/handelser and /halsa are Express's own. */
export default [
  { index: true, file: 'routes/start.tsx' },
  { path: 'valkommen', file: 'routes/valkommen/route.tsx' },
  { path: 'hamta', file: 'routes/hamta/route.tsx' },
  { path: 'hamta/lage', file: 'routes/hamta/state.ts' },
  { path: 'oversikt', file: 'routes/oversikt/route.tsx' },
  { path: 'planer', file: 'routes/planer/route.tsx' },
  { path: 'planer/jamfor', file: 'routes/planer-jamfor/route.tsx' },
  { path: 'planer/planerare', file: 'routes/planerare/route.tsx' },
  { path: 'planer/skickat', file: 'routes/skickat/route.tsx' },
  { path: 'planer/:plan', file: 'routes/plan/route.tsx' },
  { path: 'planer/:plan/ta-bort', file: 'routes/plan-bort/route.tsx' },
  { path: 'planer/:plan/skicka', file: 'routes/plan-skicka/route.tsx' },
  { path: 'utloggad', file: 'routes/utloggad.tsx' },
  { path: 'inloggning-misslyckades', file: 'routes/inloggning-misslyckades.tsx' },
  { path: 'om-uppgifterna', file: 'routes/om-uppgifterna.tsx' },
  { path: 'session', file: 'routes/session.ts' },
  { path: 'sprak', file: 'routes/sprak.ts' },
  { path: '*', file: 'routes/hittades-inte.tsx' },
] satisfies RouteConfig
