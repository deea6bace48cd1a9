/** The packages that production runs on, read from package-lock.json: what they are, under which licence, and what each needs. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './ready.js'

/** Licences that go together with ours (EUPL-1.2): permissive ones, and a font's own that asks for nothing of programs. */
export const allowedLicences: ReadonlySet<string> = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'OFL-1.1',
  'BlueOak-1.0.0',
  'Python-2.0',
  'Unlicense',
  '(Apache-2.0 AND MIT)',
  '(Unlicense OR Apache-2.0)',
])

/** Packages that name no licence in package.json, with the one that lies in them. */
const readByHand: Readonly<Record<string, string>> = { 'png-js': 'MIT' }

interface LockedPackage {
  readonly version?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly license?: string
  readonly integrity?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

export interface Dependency {
  readonly name: string
  readonly version: string
  /** An SPDX expression; null: none is known. */
  readonly licence: string | null
  /** Not there on every machine. */
  readonly optional: boolean
  /** We name it ourselves. */
  readonly direct: boolean
  /** SHA-512 in hex of what npm fetches. */
  readonly sha512: string | null
  /** Package URLs. */
  readonly needs: readonly string[]
  readonly purl: string
}

interface Lock {
  readonly name: string
  readonly version: string
  readonly packages: Readonly<Record<string, LockedPackage>>
}

export const readLock = (): Lock => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const purlOf = (path: string, { version = '' }: LockedPackage): string =>
  `pkg:npm/${nameOf(path).replace('@', '%40')}@${version}`

/** Where Node finds a package that the one at this path needs: beneath it, or beside one of those above it. */
function resolved({ packages }: Lock, from: string, name: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (path in packages) return path
    if (at === '') return null
  }
}

/** By name and version, each once. */
export function dependenciesOf(lock: Lock): readonly Dependency[] {
  const own = lock.packages['']?.dependencies ?? {}
  const found = Object.entries(lock.packages).flatMap(([path, entry]): readonly Dependency[] => {
    if (path === '' || entry.dev === true) return []
    const name = nameOf(path)
    const wanted = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies })
    return [
      {
        name,
        version: entry.version ?? '',
        licence: entry.license ?? readByHand[name] ?? null,
        optional: entry.optional === true,
        direct: path === `node_modules/${name}` && name in own,
        sha512: /^sha512-(\S+)/.exec(entry.integrity ?? '')?.[1] ?? null,
        needs: wanted.flatMap((one) => {
          const at = resolved(lock, path, one)
          const needed = at === null ? undefined : lock.packages[at]
          return at === null || needed === undefined || needed.dev === true ? [] : [purlOf(at, needed)]
        }),
        purl: purlOf(path, entry),
      },
    ]
  })
  return [...new Map(found.map((one) => [one.purl, one])).values()].toSorted((one, other) =>
    one.purl < other.purl ? -1 : 1,
  )
}

/** A software bill of materials (CycloneDX 1.5). The same for the same lock file, so it names no time. */
export function sbomOf(lock: Lock, dependencies: readonly Dependency[]) {
  const own = { purl: `pkg:npm/${lock.name}@${lock.version}` }
  const digest = createHash('sha256').update(JSON.stringify(lock.packages)).digest('hex')
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
    version: 1,
    metadata: {
      component: {
        ...{ type: 'application', 'bom-ref': own.purl, name: lock.name, version: lock.version, purl: own.purl },
        licenses: [{ license: { id: 'EUPL-1.2' } }],
      },
    },
    components: dependencies.map(({ name, version, licence, optional, sha512, purl }) => ({
      ...{ type: 'library', 'bom-ref': purl, name, version, scope: optional ? 'optional' : 'required', purl },
      ...(licence !== null && {
        licenses: [licence.startsWith('(') ? { expression: licence } : { license: { id: licence } }],
      }),
      ...(sha512 !== null && { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] }),
    })),
    dependencies: [
      { ref: own.purl, dependsOn: dependencies.filter(({ direct }) => direct).map(({ purl }) => purl) },
      ...dependencies.map(({ purl, needs }) => ({ ref: purl, dependsOn: [...new Set(needs)] })),
    ],
  }
}

/** docs/dependencies.md. */
export function licenceList(dependencies: readonly Dependency[]): string {
  const licences = new Map<string, number>()
  for (const { licence } of dependencies) licences.set(licence ?? 'none', (licences.get(licence ?? 'none') ?? 0) + 1)
  const rows = (chosen: readonly Dependency[]) =>
    chosen.map(
      ({ name, version, licence, optional }) =>
        `| ${name} | ${version} | ${licence ?? 'none'} | ${optional ? 'on some machines' : ''} |`,
    )
  const table = ['| Package | Version | Licence | |', '|---|---|---|---|']
  return [
    '# What production runs on',
    '',
    'Written by `npm run -s sbom -- --licences` from package-lock.json; `scripts/dependencies.test.ts` asks that it is what that says now, and that every licence goes together with ours (EUPL-1.2). `npm run -s sbom` prints the same as a software bill of materials (CycloneDX 1.5, JSON) with hashes and who needs whom.',
    '',
    `${dependencies.length} packages: ${[...licences]
      .map(([licence, count]) => `${licence} ${count}`)
      .toSorted()
      .join(', ')}. png-js names no licence in its package.json; the MIT licence lies in it.`,
    '',
    '## Chosen by us',
    '',
    ...table,
    ...rows(dependencies.filter(({ direct }) => direct)),
    '',
    '## Needed by those',
    '',
    ...table,
    ...rows(dependencies.filter(({ direct }) => !direct)),
    '',
  ].join('\n')
}
