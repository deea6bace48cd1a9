/**
 * Set-up file of vitest: properties are tried on the same cases at every run, so that what has passed passes again.
 * `npm run check:long -- --only properties` gives a seed: other cases, and ten times as many where a property does not
 * say how many it wants.
 */
import fc from 'fast-check'

const seed = process.env['CHECK_SEED']

fc.configureGlobal(seed === undefined ? { seed: 20261122, numRuns: 100 } : { seed: Number(seed), numRuns: 1000 })
