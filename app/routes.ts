import type { RouteConfig } from '@remix-run/route-config'

/** Every page and its address. /login, /logga-ut, /hamta/handelser and /halsa are Express's own. */
export default [
  { index: true, file: 'routes/start.tsx' },
  { path: 'valkommen', file: 'routes/valkommen/route.tsx' },
  { path: 'hamta', file: 'routes/hamta/route.tsx' },
  { path: 'hamta/lage', file: 'routes/hamta/state.ts' },
  { path: 'oversikt', file: 'routes/oversikt/route.tsx' },
  { path: 'mina-uppgifter', file: 'routes/mina-uppgifter/route.tsx' },
  { path: 'mina-uppgifter/utdrag', file: 'routes/mina-uppgifter/utdrag.tsx' },
  { path: 'mina-uppgifter/utdrag/:format', file: 'routes/mina-uppgifter/utdrag-fil.ts' },
  { path: 'mina-uppgifter/logg', file: 'routes/mina-uppgifter/logg.tsx' },
  { path: 'mina-uppgifter/aterkalla', file: 'routes/mina-uppgifter/aterkalla.tsx' },
  { path: 'mina-uppgifter/avsluta', file: 'routes/mina-uppgifter/avsluta.tsx' },
  { path: 'avregistrera', file: 'routes/avregistrera.tsx' },
  { path: 'bekrafta-e-post', file: 'routes/bekrafta-e-post.tsx' },
  { path: 'utloggad', file: 'routes/utloggad.tsx' },
  { path: 'inloggning-misslyckades', file: 'routes/inloggning-misslyckades.tsx' },
  { path: 'om-uppgifterna', file: 'routes/om-uppgifterna.tsx' },
  { path: 'session', file: 'routes/session.ts' },
  { path: 'sprak', file: 'routes/sprak.ts' },
  { path: '*', file: 'routes/hittades-inte.tsx' },
] satisfies RouteConfig
