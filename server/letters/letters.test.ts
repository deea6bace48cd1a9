import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PersonalNumber } from '#providers/personal-number.ts'
import { openPost } from './open-post.ts'
import type { Post } from './post.ts'

let folder: string
let queue: string
let post: Post

const number = (text: string): PersonalNumber => PersonalNumber.parse(text) ?? fail(text)
const fail = (text: string): never => {
  throw new Error(`${text} is no personal number`)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letters-'))
  queue = join(folder, 'queue')
  const addressesFile = join(folder, 'addresses.json')
  await writeFile(addressesFile, JSON.stringify({ protected: ['199006012380'], none: ['196710142388'] }))
  post = openPost({ printQueueFolder: queue, addressesFile }) ?? fail('no post')
})
afterAll(() => rm(folder, { recursive: true }))

test('without a configuration there is no post', () => {
  expect(openPost(null)).toBeNull()
})

test('the register of one machine gives an address, none, or says that it is protected', async () => {
  expect(await post.addressOf(number('199006012380'))).toBe('protected')
  expect(await post.addressOf(number('196710142388'))).toBeNull()
  const address = await post.addressOf(number('196706142384'))
  expect(address).toEqual({
    lines: [expect.stringMatching(/^Påhittsvägen \d+$/)],
    postalCode: '999 99',
    town: 'Exempelstad',
  })
  expect(await post.addressOf(number('196706142384'))).toEqual(address)
})

test('a letter lies in the queue for its addressee alone to be read by the printer', async () => {
  const to = { name: 'Åsa Öström-Lindqvist', lines: ['c/o Berg', 'Storgatan 1'], postalCode: '123 45', town: 'Åmål' }
  const id = '0a0b0c0d-0000-4000-8000-000000000001'
  await post.queueLetter({ id, kind: 'pin', to, pdf: Buffer.from('%PDF-first') })
  await post.queueLetter({ id, kind: 'pin', to, pdf: Buffer.from('%PDF-second') })
  expect((await readdir(queue)).toSorted()).toEqual([`pin-${id}.json`, `pin-${id}.pdf`])
  expect(await readFile(join(queue, `pin-${id}.pdf`), 'utf8')).toBe('%PDF-second')
  expect(JSON.parse(await readFile(join(queue, `pin-${id}.json`), 'utf8'))).toEqual({ kind: 'pin', to })
  for (const name of await readdir(queue)) expect((await stat(join(queue, name))).mode & 0o777).toBe(0o600)
})
