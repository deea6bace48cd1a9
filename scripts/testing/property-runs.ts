/**
 * How often a property is tried: 100 times by `npm test`, each time on other cases; 1,000 times by a long check, with
 * the seed that it has given this process and prints.
 */
const seed = process.env['CHECK_SEED']

export const propertyRuns: { readonly numRuns: number; readonly seed?: number } =
  seed === undefined ? { numRuns: 100 } : { numRuns: 1000, seed: Number(seed) }
