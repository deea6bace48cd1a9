/** Where the tests find Python's SOAP client `zeep`. In plain JavaScript, as test.js runs on whatever Node ≥ 20 the machine has. */

import { spawnSync } from 'node:child_process'

/** Debian's own Python first: a package of Debian's is seen by no other. */
const usualPlaces = ['/usr/bin/python3', 'python3']

/**
 * The first Python that has it.
 * @param {readonly string[]} [places]
 * @returns {string | undefined}
 */
export function findPythonWithZeep(places = usualPlaces) {
  return places.find((place) => spawnSync(place, ['-c', 'import zeep']).status === 0)
}
