import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium } from '@playwright/test'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findChromium } from './chromium.js'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'chromium-'))
})
afterEach(() => rm(dir, { recursive: true }))

async function browser(path: string, exitCode = 0): Promise<string> {
  const place = join(dir, path)
  await mkdir(dirname(place), { recursive: true })
  await writeFile(place, `#!/bin/sh\nexit ${exitCode}\n`)
  await chmod(place, 0o755)
  return place
}

test('the chosen browser comes first, then the first of the usual places that runs', async () => {
  const chosen = await browser('chosen')
  const broken = await browser('usual/broken', 1)
  const usual = await browser('usual/works')
  expect(await findChromium(chosen, [broken, usual])).toBe(chosen)
  expect(await findChromium(join(dir, 'missing'), [broken, usual])).toBe(usual)
})

test('without any of them, the one that Playwright has fetched, if it has', async () => {
  vi.spyOn(chromium, 'executablePath').mockReturnValue(join(dir, 'cache', 'chrome'))
  expect(await findChromium('', [])).toBeUndefined()
  const own = await browser(join('cache', 'chrome'))
  expect(await findChromium('', [])).toBe(own)
})

test('a system that Playwright has none for has none', async () => {
  vi.spyOn(chromium, 'executablePath').mockImplementation(() => {
    throw new Error('unsupported')
  })
  expect(await findChromium('', [])).toBeUndefined()
})
