import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findPythonWithZeep } from './zeep.js'

test('the first Python that has zeep', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'zeep-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  const python = async (name: string, has: string): Promise<string> => {
    const place = join(dir, name)
    await writeFile(place, `#!/bin/sh\n[ "$2" = "import ${has}" ]\n`)
    await chmod(place, 0o755)
    return place
  }
  const [without, one, other] = [await python('a', 'lxml'), await python('b', 'zeep'), await python('c', 'zeep')]
  expect(findPythonWithZeep([join(dir, 'missing'), without, one, other])).toBe(one)
  expect(findPythonWithZeep([join(dir, 'missing'), without])).toBeUndefined()
})
