/** How much script a page sends to somebody who has nothing of it yet. */
import { expect, test } from './fixtures.ts'
import { persons } from './persons.ts'
import { awake, collected } from './steps.ts'

const kilobytes = 150
const addresses = [
  '/',
  '/hamta',
  '/oversikt',
  '/prognos',
  '/sa-raknade-vi',
  '/forandringar',
  '/planer',
  '/planer/planerare',
  '/familj',
  '/egna-uppgifter',
  '/om-dig',
  '/mina-uppgifter',
]

test('no page sends more than 150 kB of script, as it comes over the line', async ({ page }) => {
  await collected(page, persons.weight)
  const devtools = await page.context().newCDPSession(page)
  const scripts = new Set<string>()
  let bytes = 0
  devtools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await devtools.send('Network.enable')
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  for (const address of addresses) {
    bytes = 0
    await page.goto(address)
    await awake(page)
    // The least that React weighs: else nothing was counted.
    expect([address, bytes > 80_000, bytes <= kilobytes * 1000]).toEqual([address, true, true])
  }
})
