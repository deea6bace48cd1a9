/** Every rule says which law it follows, by which formula, what goes in and out, and what it leaves out. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const labels = ['Law:', 'Formula:', 'In:', 'Out:', 'Outside:']
const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  .sort()

/** The first docstring of each module of a rule, with which of the five it has. */
const modulesOf = (folder: string) =>
  readdirSync(join(import.meta.dirname, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => {
      const text = readFileSync(join(import.meta.dirname, folder, name), 'utf8')
      const docstring = /^\/\*\*[\s\S]*?\*\//.exec(text)?.[0] ?? ''
      return { name, docstring, found: labels.filter((label) => docstring.includes(` * ${label}`)) }
    })

test('the schemes and rules that are asked for are here', () => {
  expect(folders).toEqual([
    ...['akap-kr', 'avtal', 'basbelopp', 'bostadstillagg', 'btp1', 'delningstal', 'garantipension', 'inkomstpension'],
    ...['inkomstpensionstillagg', 'itp1', 'itp2', 'kap-kl', 'pa16', 'payout', 'pensionsratt', 'pgb', 'premiepension'],
    ...['prognos', 'saf-lo', 'skatt', 'tillaggspension', 'tjanstepension'],
  ])
})

test.each(folders)('%s says all five, in their order, and no module of it only some of them', (folder) => {
  const modules = modulesOf(folder)
  expect(modules.some(({ found }) => found.length === labels.length)).toBe(true)
  for (const { docstring, found } of modules) {
    expect(docstring).not.toBe('')
    expect([0, labels.length]).toContain(found.length)
    const places = found.map((label) => docstring.indexOf(` * ${label}`))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  }
})
