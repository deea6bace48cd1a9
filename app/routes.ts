import type { RouteConfig } from '@remix-run/route-config'

/** Every page and its address. /login, /logga-ut, /hamta/handelser and /halsa are Express's own. */
export default [
  { index: true, file: 'routes/start.tsx' },
  { path: 'valkommen', file: 'routes/valkommen/route.tsx' },
  { path: 'hamta', file: 'routes/hamta/route.tsx' },
  { path: 'hamta/lage', file: 'routes/hamta/state.ts' },
  { path: 'oversikt', file: 'routes/oversikt/route.tsx' },
  { path: 'egna-uppgifter', file: 'routes/egna-uppgifter/route.tsx' },
  { path: 'egna-uppgifter/post', file: 'routes/egna-uppgifter/entry.tsx' },
  { path: 'egna-uppgifter/ta-bort', file: 'routes/egna-uppgifter/remove.tsx' },
  { path: 'egna-uppgifter/fel', file: 'routes/egna-uppgifter/fault.tsx' },
  { path: 'forandringar', file: 'routes/forandringar/route.tsx' },
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
