/** What each failed journey said, out of Playwright's report; its own output is too long to be read. */

import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {{ message?: string, snippet?: string }} Fault
 * @typedef {{ title: string, ok: boolean, tests: { results: { errors: Fault[] }[] }[] }} Spec
 * @typedef {{ file: string, title: string, specs?: Spec[], suites?: Suite[] }} Suite
 */

/**
 * What stopped the run outside every test comes last.
 * @param {{ suites: Suite[], errors: Fault[] } | undefined} report of Playwright
 * @returns {string[]}
 */
export function failuresOfJourneys(report) {
  /** @param {Suite} suite @returns {string[]} */
  const ofSuite = ({ file, specs = [], suites = [] }) => [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ title, tests }) => {
        const errors = tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors))
        return told(`${file}: ${title}`, errors.map(words))
      }),
    ...suites.flatMap(ofSuite),
  ]
  const outside = (report?.errors ?? []).map((error) => told('outside every journey', [words(error)]))
  return [...(report?.suites ?? []).flatMap(ofSuite), ...outside]
}

/** @param {Fault} fault */
const words = ({ message = 'no message', snippet = '' }) => stripVTControlCharacters(`${message}\n${snippet}`)

/**
 * @param {string} name
 * @param {string[]} messages
 */
function told(name, messages) {
  const indented = messages
    .join('\n')
    .trim()
    .replaceAll(/^(?=.)/gm, '    ')
  return `  ${name}\n${indented}`
}
