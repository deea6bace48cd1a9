import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allowedLicences, dependenciesOf, readLock } from './dependencies.ts'
import { root } from './ready.js'

const sbom = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'scripts', 'sbom.ts'), ...args], { encoding: 'utf8' })

const lock = readLock()
const dependencies = dependenciesOf(lock)

describe('licences', () => {
  it('are known and go together with ours for every package of production', () => {
    const doubtful = dependencies.filter(({ licence }) => licence === null || !allowedLicences.has(licence))
    expect(doubtful.map(({ purl, licence }) => `${purl}: ${licence ?? 'none'}`)).toEqual([])
  })

  it('are listed in docs/dependencies.md as they are now', () => {
    expect(sbom('--licences').stdout).toBe(readFileSync(join(root, 'docs', 'dependencies.md'), 'utf8'))
  })
})

describe('the bill of materials', () => {
  interface Bill {
    readonly bomFormat: string
    readonly specVersion: string
    readonly serialNumber: string
    readonly components: readonly {
      readonly 'bom-ref': string
      readonly name: string
      readonly licenses: unknown
      readonly hashes: readonly { readonly content: string }[]
    }[]
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
  }
  const said = sbom()
  const bill = JSON.parse(said.stdout) as Bill

  it('names every package of production with licence and hash, and none of development', () => {
    expect(said.status).toBe(0)
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' })
    expect(bill.serialNumber).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
    const production = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true)
    expect(bill.components.length).toBeGreaterThan(100)
    expect(new Set(bill.components.map(({ name }) => name))).toEqual(
      new Set(production.map(([path]) => path.replace(/^.*node_modules\//, ''))),
    )
    for (const { name, licenses, hashes } of bill.components) {
      expect(licenses, name).toHaveLength(1)
      expect(hashes[0]?.content, name).toMatch(/^[\da-f]{128}$/)
    }
  })

  it('says who needs whom, by references that are there, and every package is needed', () => {
    const known = new Set(bill.components.map((component) => component['bom-ref']))
    const needed = new Set(bill.dependencies.flatMap(({ dependsOn }) => dependsOn))
    expect([...needed].filter((ref) => !known.has(ref))).toEqual([])
    expect([...known].filter((ref) => !needed.has(ref))).toEqual([])
  })

  it('is refused with other words', () => {
    expect(sbom('--all').status).toBe(2)
  })
})
