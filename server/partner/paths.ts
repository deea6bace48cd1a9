/** The addresses that partners and those who verify signed data use. */
export const partnerPaths = {
  ticket: '/partner/ticket',
  data: '/partner/data',
  schema: '/partner/overview.schema.json',
  keys: '/.well-known/jwks.json',
  start: '/embed/start',
  language: '/embed/sprak',
} as const
