import type { RouteConfig } from '@remix-run/route-config'

/** Every page and its address. /login, /logga-ut, /hamta/handelser and /halsa are Express's own. */
export default [
  { index: true, file: 'routes/start.tsx' },
  { path: 'valkommen', file: 'routes/valkommen/route.tsx' },
  { path: 'hamta', file: 'routes/hamta/route.tsx' },
  { path: 'hamta/lage', file: 'routes/hamta/state.ts' },
  { path: 'oversikt', file: 'routes/oversikt/route.tsx' },
  { path: 'prognos', file: 'routes/prognos/route.tsx' },
  { path: 'prognos/svar', file: 'routes/prognos/svar.ts' },
  { path: 'sa-raknade-vi/:contractId?', file: 'routes/sa-raknade-vi/route.tsx' },
  { path: 'familj', file: 'routes/familj/route.tsx' },
  { path: 'familj/hushall', file: 'routes/familj/hushall/route.tsx' },
  { path: 'familj/hjalpare', file: 'routes/familj/hjalpare/route.tsx' },
  { path: 'hjalper', file: 'routes/hjalper/route.tsx' },
  { path: 'hjalper/:id', file: 'routes/hjalper/shared.tsx' },
  { path: 'utloggad', file: 'routes/utloggad.tsx' },
  { path: 'inloggning-misslyckades', file: 'routes/inloggning-misslyckades.tsx' },
  { path: 'om-uppgifterna', file: 'routes/om-uppgifterna.tsx' },
  { path: 'ord', file: 'routes/ord.tsx' },
  { path: 'rundtur', file: 'routes/rundtur.tsx' },
  { path: 'lattlast', file: 'routes/lattlast.tsx' },
  { path: 'tillganglighet', file: 'routes/tillganglighet.tsx' },
  { path: 'session', file: 'routes/session.ts' },
  { path: 'sprak', file: 'routes/sprak.ts' },
  { path: '*', file: 'routes/hittades-inte.tsx' },
] satisfies RouteConfig
