/** The seed that `npm run check:long` has given this process, and writes beside the result. */
export function checkSeed(): number {
  const seed = Number(process.env['CHECK_SEED'])
  if (!Number.isSafeInteger(seed)) throw new Error('No seed: run by `npm run check:long`')
  return seed
}
