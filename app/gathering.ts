import { Writable } from 'node:stream'

/**
 * Takes a page as React writes it, in pieces of two kilobytes, each of which would be compressed and sent by itself.
 * @param done is given all of them in one
 */
export function gathering(done: (page: Buffer) => void): Writable {
  const pieces: Buffer[] = []
  return new Writable({
    write(piece: Buffer, _encoding, taken) {
      pieces.push(withoutPadding(piece))
      taken()
    },
    final(ended) {
      done(Buffer.concat(pieces))
      ended()
    },
  })
}

/**
 * React 18 fills a piece up with zeroes where the next letter, an å say, has more bytes than there is room for. A browser
 * would show each as a letter that cannot be read. No page has a zero of its own.
 */
const withoutPadding = (piece: Buffer): Buffer => piece.subarray(0, piece.findLastIndex((byte) => byte !== 0) + 1)
