/** What every journey has: the running portal, the reins of the simulator, and a page that may not misbehave. */

import { test as base, expect, type APIResponse, type Page } from '@playwright/test'

export interface Portal {
  readonly origin: string
  /** Where the simulator is told how to behave. */
  readonly control: string
  /** Where what a caller keys in is typed. */
  readonly voice: string
}

/** How a provider behaves from now on; see providers/simulator. */
export interface Behaviour {
  readonly fault?: string
  /** `null`: the provider's own. */
  readonly delayMs?: number | null
}

export interface Control {
  behave(providerId: string, behaviour: Behaviour): Promise<void>
  setClockFactor(factor: number): Promise<void>
  /** How many providers answer later, at our own endpoint. */
  asynchronousProviders(): Promise<number>
}

interface Fixtures {
  readonly portal: Portal
  readonly control: Control
  /** What the page complained of: errors, console errors, breaches of the Content-Security-Policy. */
  readonly complaints: string[]
}

declare global {
  interface Window {
    /** Bound by the fixture below. */
    readonly journeyComplaint: (complaint: string) => void
  }
}

export const test = base.extend<Fixtures>({
  portal: async ({ browserName: _any }, use) => {
    await use({
      origin: needed('JOURNEYS_ORIGIN'),
      control: needed('JOURNEYS_CONTROL'),
      voice: needed('JOURNEYS_VOICE'),
    })
  },
  baseURL: async ({ portal }, use) => {
    await use(portal.origin)
  },
  control: async ({ request, portal }, use) => {
    const post = async (path: string, data: object) => {
      expectOk(await request.post(`${portal.control}${path}`, { data }))
    }
    await use({
      behave: (providerId, behaviour) => post(`/providers/${providerId}`, behaviour),
      setClockFactor: (factor) => post('/clock', { factor }),
      asynchronousProviders: async () => {
        const answer = await request.get(`${portal.control}/providers`)
        expectOk(answer)
        return ((await answer.json()) as readonly { readonly flow: string }[]).filter(({ flow }) => flow !== 'sync')
          .length
      },
    })
  },
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = []
      const listen = (page: Page) => {
        page.on('pageerror', (error) => {
          complaints.push(`error: ${error.message}`)
        })
        page.on('console', (message) => {
          // A page that is meant to answer 404 or 503 makes the browser say so; the journey checks the page itself.
          if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
            complaints.push(`console: ${message.text()}`)
          }
        })
      }
      context.on('page', listen)
      await context.exposeBinding('journeyComplaint', (_source, complaint: string) => complaints.push(complaint))
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          window.journeyComplaint(
            `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
          )
        })
      })
      await use(complaints)
      // Chromium now and then never closes a page that is on its way to another.
      for (const page of context.pages()) await page.waitForLoadState()
      expect(complaints, 'what the pages complained of').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

function needed(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set; e2e/global-setup.ts sets it`)
  return value
}

function expectOk(response: APIResponse): void {
  expect(response.ok(), `${response.url()} answered ${response.status()}`).toBe(true)
}
