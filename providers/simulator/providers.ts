/**
 * The 31 simulated providers: the two authorities by their own names, and 29 companies that do not exist.
 *
 * All organisation numbers are made up (they begin with 9999, which nobody has been given).
 */
import type { AdapterName } from '../adapters.ts'
import { checkDigit } from '../personal-number.ts'
import type { ProviderEntry } from '../pension-source.ts'
import type { QuirkName } from './quirks.ts'

/** Whether the provider works, as it stands before any test changes it. */
export type Manner = 'answers' | 'always-fails'

export interface SimulatedProvider extends Omit<ProviderEntry, 'endpoint' | 'certificates'> {
  /** What it signs its messages with; null: they bear no signature. */
  readonly signingKey: 'ecdsa' | 'rsa' | null
  readonly manner: Manner
  /** How its messages differ from the profile on the wire; `adapter` is what the register says to do about it. */
  readonly quirk: QuirkName
  /** Milliseconds before the answer, from and to; divided by the clock factor. */
  readonly delay: readonly [number, number]
}

const organisationNumber = (position: number): string => {
  const nine = `9999000${String(position).padStart(2, '0')}`
  return `16${nine}${checkDigit(nine)}`
}

const quick = [50, 400] as const
const usual = [150, 800] as const
const slow = [1_700, 2_700] as const

type Traits = Partial<Omit<SimulatedProvider, 'id' | 'name' | 'organisationNumber' | 'messageSecurity'>>

/** A quirk that the adapter of the same name mends. */
const needing = (name: AdapterName & QuirkName): Traits => ({ quirk: name, adapter: name })

const rows = [
  [
    'pensionsmyndigheten',
    'Pensionsmyndigheten',
    {
      kind: 'authority',
      vocabulary: 'pensionsmyndigheten',
      concurrency: 8,
      acceptsPlans: false,
      delay: [300, 700],
      signingKey: 'ecdsa',
    },
  ],
  [
    'spv',
    'Statens tjänstepensionsverk (SPV)',
    { kind: 'authority', vocabulary: 'spv', acceptsPlans: false, delay: [500, 1_200], signingKey: 'rsa' },
  ],

  // Selection centres: they administer the choice of insurer and report what they have placed.
  ['tallbacken-pensionsval', 'Tallbacken Pensionsval', { flow: 'push', delay: [3_000, 6_000] }],
  ['lindveden-pensionsval', 'Lindveden Pensionsval', { flow: 'pull', delay: [4_000, 8_000], signingKey: 'ecdsa' }],
  ['asvalvet-kommunval', 'Åsvalvet Kommunval', { delay: usual }],

  // Mostly ITP.
  ['nordfjall-liv', 'Nordfjäll Liv', { delay: usual, concurrency: 6, signingKey: 'rsa' }],
  ['bjorkvik-tjanstepension', 'Björkvik Tjänstepension', { vocabulary: 'mis-1.6', delay: quick, signingKey: 'ecdsa' }],
  ['granstrand-fondliv', 'Granstrand Fondliv', { delay: quick }],
  [
    'sjohall-liv',
    'Sjöhall Liv',
    { ...needing('latin-1-called-utf-8'), vocabulary: 'mis-1.6', delay: usual, resendAllowed: false },
  ],
  ['klippudden-fond', 'Klippudden Fondförsäkring', { delay: quick }],

  // Mostly SAF-LO.
  [
    'arbetsmark-pension',
    'Arbetsmark Pension',
    { vocabulary: 'mis-1.6', delay: usual, concurrency: 6, signingKey: 'ecdsa' },
  ],
  ['vidhem-fond', 'Vidhem Fond', { flow: 'push', delay: [6_000, 12_000], signingKey: 'rsa' }],
  ['ekbladet-liv', 'Ekbladet Liv', { quirk: 'unqualified-type', vocabulary: 'mis-1.6', delay: usual }],

  // Mostly municipalities and regions.
  [
    'hembygd-pension',
    'Hembygd Pension',
    { ...needing('decimal-comma'), vocabulary: 'mis-1.6', flow: 'push', delay: [12_000, 25_000], concurrency: 6 },
  ],
  ['socknen-liv', 'Socknen Liv', { ...needing('dates-without-dashes'), vocabulary: 'mis-1.6', delay: quick }],
  ['landsbo-fondpension', 'Landsbo Fondpension', { delay: slow, concurrency: 2 }],

  // The state's own insurer, and one chosen beside it.
  ['manteln-tjanstepension', 'Mantelns Tjänstepension', { delay: usual, signingKey: 'rsa' }],
  ['kronvalv-fond', 'Kronvalv Fond', { ...needing('extra-wrapper'), delay: quick }],

  // Banks, insurance offices, cooperatives.
  [
    'silverskrin-bankpension',
    'Silverskrin Bankpension',
    { vocabulary: 'mis-1.6', flow: 'push', delay: [45_000, 90_000], signingKey: 'ecdsa' },
  ],
  ['myntgatan-fond', 'Myntgatan Fondförsäkring', { quirk: 'application-xml', delay: usual }],
  ['stavskans-pension', 'Stavskans Pension', { vocabulary: 'mis-1.6', delay: quick }],
  ['samkorn-pension', 'Samkorn Pension', { delay: usual, resendAllowed: false }],

  // Private savings.
  ['sparhamn-liv', 'Sparhamn Liv', { ...needing('no-transaction-id'), delay: quick }],
  ['havsorn-privatpension', 'Havsörn Privatpension', { vocabulary: 'mis-1.6', delay: usual, signingKey: 'ecdsa' }],
  ['kornblixt-spar', 'Kornblixt Spar', { vocabulary: 'mis-1.6', acceptsPlans: false, delay: quick }],
  ['lovskog-liv', 'Lövskog Liv', { flow: 'push', delay: [120_000, 240_000] }],
  ['norrskensdepan', 'Norrskensdepån', { delay: quick }],
  ['tuvull-pension', 'Tuvull Pension', { flow: 'pull', delay: [20_000, 40_000] }],
  ['myrklint-liv', 'Myrklint Liv', { delay: usual }],

  ['stenskvatta-pension', 'Stenskvätta Pension', { delay: quick, manner: 'always-fails' }],
  ['vintergrona-liv', 'Vintergröna Liv', { delay: quick, connected: false }],
] as const satisfies readonly (readonly [string, string, Traits])[]

export type ProviderId = (typeof rows)[number][0]

/** In the order they are listed to a reader. */
export const simulatedProviders: readonly (SimulatedProvider & { readonly id: ProviderId })[] = rows.map(
  ([id, name, traits]: readonly [ProviderId, string, Traits], index) => ({
    id,
    name,
    organisationNumber: organisationNumber(index + 1),
    kind: 'insurer',
    vocabulary: 'mis-2.0',
    flow: 'sync',
    connected: true,
    concurrency: 4,
    questionsPerSecond: null,
    resendAllowed: true,
    deadlineSeconds: 900,
    acceptsPlans: true,
    maintenance: [],
    manner: 'answers',
    delay: usual,
    adapter: 'none',
    quirk: 'none',
    signingKey: null,
    messageSecurity: traits.signingKey == null ? 'none' : 'signature',
    ...traits,
  }),
)

/** @param id of a provider in the list above. */
export function simulatedProvider(id: ProviderId): SimulatedProvider {
  const found = simulatedProviders.find((provider) => provider.id === id)
  if (!found) throw new RangeError('No such provider')
  return found
}
