/** The working lives of the test persons. What each is there to show: ./persons.ts. */
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { yearMonth as ym } from '#forecasting/model/year-month.ts'
import type { Employment, Placement, Saving, WorkingLife } from './career.ts'
import type { TestPersonKey } from './persons.ts'
import type { ProviderId } from './providers.ts'

const nobody = { childYears: [], studyYears: [], savings: [], publicPensionFrom: null } as const

const traditional = (provider: ProviderId, part = 1, more: Partial<Placement> = {}): Placement => ({
  provider,
  part,
  form: 'traditionell',
  benefit: 'premiebestamd',
  ...more,
})
const funds = (provider: ProviderId, part = 1, more: Partial<Placement> = {}): Placement => ({
  ...traditional(provider, part, more),
  form: 'fond',
})
const definedBenefit = (provider: ProviderId, more: Partial<Placement> = {}): Placement => ({
  ...traditional(provider, 0, more),
  benefit: 'formansbestamd',
})

const job = (
  agreement: Employment['agreement'],
  from: YearMonth,
  to: YearMonth | null,
  pay: number,
  employer: string,
  placements: readonly Placement[],
): Employment => ({ agreement, from, to, pay, employer, placements })

const saving = (
  skatteklass: Saving['skatteklass'],
  provider: ProviderId,
  form: Saving['form'],
  from: YearMonth,
  to: YearMonth | null,
  monthly: number,
  more: Partial<Saving> = {},
): Saving => ({ skatteklass, provider, form, from, to, monthly, ...more })

export const scriptedLives: Readonly<Record<TestPersonKey, WorkingLife | null>> = {
  'mixed-career': {
    ...nobody,
    residentSince: 1979,
    employments: [
      job('SAF-LO', ym(2001, 6), ym(2008, 1), 31_000, 'Lanternans Livs AB', [traditional('arbetsmark-pension')]),
      job('KAP-KL', ym(2008, 1), ym(2012, 7), 36_000, 'Björkboda kommun', [traditional('hembygd-pension')]),
      job('PA16-2', ym(2012, 7), ym(2017, 9), 41_000, 'Myndigheten för vägledning', [
        definedBenefit('spv'),
        traditional('manteln-tjanstepension', 0.55),
        funds('kronvalv-fond', 0.45),
      ]),
      job('ITP1', ym(2017, 9), null, 47_500, 'Kvarnsten Konsult AB', [
        traditional('nordfjall-liv', 0.5),
        funds('granstrand-fondliv', 0.5),
      ]),
    ],
    savings: [
      saving('P', 'havsorn-privatpension', 'fond', ym(2006, 3), ym(2016, 1), 500),
      saving('K', 'kornblixt-spar', 'fond', ym(2018, 2), null, 1_000),
    ],
    childYears: [2009, 2010, 2012],
    studyYears: [1999, 2000],
  },
  young: {
    ...nobody,
    residentSince: 2001,
    employments: [job('SAF-LO', ym(2021, 8), null, 38_500, 'Ulvsbo Lager AB', [funds('ekbladet-liv')])],
  },
  itp1: {
    ...nobody,
    residentSince: 1986,
    employments: [
      job('ITP1', ym(2011, 1), ym(2018, 6), 46_000, 'Fjärdens Data AB', [
        traditional('nordfjall-liv', 0.5),
        funds('granstrand-fondliv', 0.5),
      ]),
      job('ITP1', ym(2018, 6), null, 54_000, 'Stenhammar Teknik AB', [
        traditional('nordfjall-liv', 0.5),
        funds('klippudden-fond', 0.5),
      ]),
    ],
    childYears: [2016, 2019],
    studyYears: [2006, 2007, 2008, 2009, 2010],
  },
  itp2: {
    ...nobody,
    residentSince: 1968,
    employments: [
      job('ITP2', ym(1994, 9), null, 64_000, 'Gruvberget Industri AB', [
        definedBenefit('nordfjall-liv'),
        traditional('bjorkvik-tjanstepension', 1, { agreement: 'ITPK' }),
      ]),
    ],
    savings: [saving('P', 'sparhamn-liv', 'fond', ym(1998, 1), ym(2015, 1), 1_000)],
    childYears: [1997, 2000],
  },
  'saf-lo': {
    ...nobody,
    residentSince: 1979,
    employments: [
      job('SAF-LO', ym(1996, 2), ym(2012, 9), 33_000, 'Norrbruk Stål AB', [traditional('arbetsmark-pension')]),
      job('SAF-LO', ym(2012, 9), null, 35_500, 'Norrbruk Stål AB', [funds('vidhem-fond')]),
    ],
  },
  municipal: {
    ...nobody,
    residentSince: 1972,
    employments: [
      job('KAP-KL', ym(1996, 1), ym(2014, 1), 31_500, 'Björkboda kommun', [traditional('hembygd-pension')]),
      job('KAP-KL', ym(2014, 1), ym(2023, 1), 33_000, 'Region Mellansjö', [traditional('socknen-liv')]),
      job('AKAP-KR', ym(2023, 1), null, 34_500, 'Region Mellansjö', [funds('landsbo-fondpension')]),
    ],
    childYears: [2001, 2002, 2004, 2005],
  },
  state: {
    ...nobody,
    residentSince: 1978,
    employments: [
      job('PA16-2', ym(2004, 3), null, 59_000, 'Myndigheten för vägledning', [
        definedBenefit('spv'),
        traditional('manteln-tjanstepension', 0.55),
        funds('kronvalv-fond', 0.45),
      ]),
    ],
    studyYears: [1999, 2000, 2001, 2002],
  },
  pensioner: {
    ...nobody,
    residentSince: 1955,
    employments: [
      job('SAF-LO', ym(1977, 5), ym(2000, 1), 32_000, 'Granliden Verkstad AB', [
        traditional('arbetsmark-pension', 1, {
          payout: { from: ym(2020, 9), duration: 'lifelong', state: 'running' },
        }),
      ]),
      job('ITP2', ym(2000, 1), ym(2020, 9), 42_000, 'Granliden Verkstad AB', [
        definedBenefit('nordfjall-liv', { payout: { from: ym(2020, 9), duration: 'lifelong', state: 'running' } }),
        traditional('bjorkvik-tjanstepension', 1, {
          agreement: 'ITPK',
          payout: { from: ym(2017, 3), duration: { months: 120 }, state: 'running' },
        }),
      ]),
    ],
    savings: [
      saving('P', 'havsorn-privatpension', 'traditionell', ym(1990, 1), ym(2015, 1), 400, {
        payout: { from: ym(2021, 1), duration: { months: 120 }, state: 'paused' },
      }),
      saving('K', 'kornblixt-spar', 'fond', ym(2008, 4), ym(2020, 9), 800),
    ],
    publicPensionFrom: ym(2020, 9),
  },
  'nothing-held': null,
  'protected-identity': {
    ...nobody,
    residentSince: 1983,
    employments: [
      job('KAP-KL', ym(2008, 2), ym(2023, 1), 34_000, 'Björkboda kommun', [traditional('hembygd-pension')]),
      job('AKAP-KR', ym(2023, 1), null, 36_000, 'Björkboda kommun', [traditional('socknen-liv')]),
    ],
    savings: [saving('K', 'sparhamn-liv', 'fond', ym(2015, 9), null, 400)],
    childYears: [2013, 2014],
  },
  'long-name': {
    ...nobody,
    residentSince: 1981,
    employments: [
      job('ITP1', ym(2001, 3), null, 38_000, 'Ängsö Åkeri & Örtagård AB', [
        traditional('nordfjall-liv', 0.5),
        funds('granstrand-fondliv', 0.5),
      ]),
    ],
    childYears: [2011, 2014],
  },
  'foreign-years': {
    ...nobody,
    residentSince: 2013,
    employments: [
      job('SAF-LO', ym(2014, 4), null, 33_500, 'Ulvsbo Lager AB', [
        traditional('arbetsmark-pension', 0.5),
        funds('ekbladet-liv', 0.5),
      ]),
    ],
  },
  'doubled-selection-centre': {
    ...nobody,
    residentSince: 1984,
    employments: [
      job('ITP1', ym(2009, 10), null, 44_000, 'Fjärdens Data AB', [
        traditional('bjorkvik-tjanstepension', 0.5, { alsoReportedBy: 'tallbacken-pensionsval' }),
        funds('sjohall-liv', 0.5),
      ]),
    ],
    childYears: [2017],
    studyYears: [2005, 2006, 2007, 2008],
  },
  'doubled-state': {
    ...nobody,
    residentSince: 1973,
    employments: [
      job('PA16-2', ym(2000, 9), null, 51_000, 'Gränsbygdens universitet', [
        definedBenefit('spv'),
        traditional('manteln-tjanstepension', 0.55, { alsoReportedBy: 'spv' }),
        traditional('kronvalv-fond', 0.45),
      ]),
    ],
  },
  bank: {
    ...nobody,
    residentSince: 1989,
    employments: [
      job('BTP1', ym(2014, 8), null, 68_000, 'Hamnbanken AB', [
        traditional('silverskrin-bankpension', 0.5),
        funds('myntgatan-fond', 0.5),
      ]),
    ],
    studyYears: [2010, 2011, 2012, 2013],
  },
  'self-employed': {
    ...nobody,
    residentSince: 1966,
    employments: [
      job('SAF-LO', ym(1987, 6), ym(2005, 1), 33_000, 'Norrbruk Stål AB', [traditional('arbetsmark-pension')]),
      job('none', ym(2005, 1), null, 30_000, 'Ågrens Bygg', []),
    ],
    savings: [
      saving('P', 'lovskog-liv', 'traditionell', ym(1996, 1), ym(2016, 1), 800),
      saving('P', 'norrskensdepan', 'deposition', ym(2001, 1), ym(2013, 1), 300, {
        payout: { from: ym(2027, 1), duration: { months: 60 }, state: 'planned' },
      }),
      saving('K', 'kornblixt-spar', 'fond', ym(2016, 1), null, 2_000, { single: 75_000 }),
    ],
  },
}
