/** How large the house is: lines per room, runtime packages, what a browser downloads. Prints Markdown. */
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const rooms = ['app', 'server', 'providers', 'forecasting', 'migrations', 'e2e', 'scripts', 'bench'] as const

interface Lines {
  code: number
  tests: number
  data: number
}

/** @returns the files that git knows below a folder, so that nothing generated is counted. */
const tracked = (room: string): readonly string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', room], { encoding: 'utf8' }).split('\n').filter(Boolean)

const kindOf = (file: string): keyof Lines | null => {
  if (/\.(test|spec)\.tsx?$|\/testing\//.test(file)) return 'tests'
  if (/^forecasting\/parameters\/|\.(xsd|wsdl|sql)$|^app\/texts\//.test(file)) return 'data'
  return /\.(tsx?|js|css)$/.test(file) ? 'code' : null
}

function linesOf(room: string): Lines {
  const lines: Lines = { code: 0, tests: 0, data: 0 }
  for (const file of tracked(room)) {
    const kind = kindOf(file)
    if (kind) lines[kind] += readFileSync(file, 'utf8').split('\n').length - 1
  }
  return lines
}

/** Compressed size of every script the browser may load, kB. */
function clientScripts(): number | null {
  const folder = 'build/client/assets'
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.js') && statSync(join(folder, name)).isFile())
    return Math.round(files.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0) / 1000)
  } catch {
    return null
  }
}

console.log('| Room | Code | Figures, schemas, texts | Tests |\n|---|---:|---:|---:|')
const total: Lines = { code: 0, tests: 0, data: 0 }
for (const room of rooms) {
  const lines = linesOf(room)
  console.log(`| \`${room}/\` | ${lines.code} | ${lines.data} | ${lines.tests} |`)
  for (const kind of ['code', 'tests', 'data'] as const) total[kind] += lines[kind]
}
console.log(`| **all** | **${total.code}** | **${total.data}** | **${total.tests}** |`)

const packageJson = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const scripts = clientScripts()
console.log(`
Runtime packages: ${Object.keys(packageJson.dependencies).length} (aim: 25) · for development: ${Object.keys(packageJson.devDependencies).length}
All browser scripts together: ${scripts === null ? 'not built' : `${scripts} kB compressed`} (limit per page: 150 kB)`)
