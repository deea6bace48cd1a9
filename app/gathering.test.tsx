import { Writable } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { gathering } from './gathering.ts'

/** Several pieces, with a letter of two bytes across the end of some. */
const page = (
  <ul>
    {Array.from({ length: 3000 }, (_, index) => (
      <li key={index} className={'x'.repeat(index % 7)}>
        åäöåäöåäö
      </li>
    ))}
  </ul>
)

const written = (to: (done: (text: string) => void) => Writable): Promise<string> =>
  new Promise((resolve) => {
    const { pipe } = renderToPipeableStream(page, { onAllReady: () => pipe(to(resolve)) })
  })

test('a page has every letter once, and nothing between them', async () => {
  const gathered = await written((done) => gathering((bytes) => done(bytes.toString('utf8'))))
  expect(gathered.match(/>(åäö){3}</g)).toHaveLength(3000)
  expect(gathered).not.toMatch(/[\0\uFFFD]/)
})

test('React itself leaves zeroes in it; when it no longer does, they need not be taken out', async () => {
  const raw = await written((done) => {
    const pieces: Buffer[] = []
    return new Writable({
      write(piece: Buffer, _encoding, taken) {
        pieces.push(piece)
        taken()
      },
      final(ended) {
        done(Buffer.concat(pieces).toString('utf8'))
        ended()
      },
    })
  })
  expect(raw).toMatch(/\0/)
})
