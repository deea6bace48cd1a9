/**
 * The test persons: one per situation that the portal has to show rightly.
 *
 * Their numbers are of the tax agency's test series (birth number 238 for women, 239 for men), so no number here
 * belongs to anyone. What each of them has worked with stands in ./scripted-careers.ts.
 */
import { checkDigit } from '../personal-number.ts'

export interface TestPerson {
  /** Short name for code and tests: `mixed-career`. */
  readonly key: string
  /** Twelve digits. */
  readonly number: string
  readonly givenName: string
  readonly familyName: string
  /** What is special about this person, for a list to pick from. */
  readonly description: { readonly sv: string; readonly en: string }
  /** Whether the population register keeps the person's whereabouts secret (skyddade personuppgifter). */
  readonly protectedIdentity: boolean
}

/** @param born eight digits @param birthNumber 238 (woman) or 239 (man) */
const testNumber = (born: string, birthNumber: '238' | '239'): string =>
  `${born}${birthNumber}${checkDigit(`${born.slice(2)}${birthNumber}`)}`

export const testPersons = [
  {
    key: 'mixed-career',
    number: testNumber('19790418', '238'),
    givenName: 'Maria',
    familyName: 'Sandberg',
    description: {
      sv: '47 år, blandat arbetsliv: affär, kommun, stat och kontor. Nio avtal.',
      en: '47, a mixed career: shop, municipality, state and office. Nine contracts.',
    },
    protectedIdentity: false,
  },
  {
    key: 'young',
    number: testNumber('20010312', '239'),
    givenName: 'Elias',
    familyName: 'Nyman',
    description: {
      sv: '25 år, några år i arbetslivet. Ett enda avtal.',
      en: '25, a few years into working life. One single contract.',
    },
    protectedIdentity: false,
  },
  {
    key: 'itp1',
    number: testNumber('19860907', '239'),
    givenName: 'Johan',
    familyName: 'Ekström',
    description: {
      sv: '40 år, tjänsteman med ITP 1, hälften traditionell försäkring och hälften fonder.',
      en: '40, white-collar with ITP 1, half traditional insurance and half funds.',
    },
    protectedIdentity: false,
  },
  {
    key: 'itp2',
    number: testNumber('19680123', '238'),
    givenName: 'Karin',
    familyName: 'Wallander',
    description: {
      sv: '58 år, tjänsteman med ITP 2 (förmånsbestämd) och ITPK, lön över taket.',
      en: '58, white-collar with ITP 2 (defined benefit) and ITPK, salary above the ceiling.',
    },
    protectedIdentity: false,
  },
  {
    key: 'saf-lo',
    number: testNumber('19750630', '239'),
    givenName: 'Mehmet',
    familyName: 'Yıldız',
    description: {
      sv: '51 år, industriarbetare med Avtalspension SAF-LO.',
      en: '51, industrial worker with SAF-LO.',
    },
    protectedIdentity: false,
  },
  {
    key: 'municipal',
    number: testNumber('19720214', '238'),
    givenName: 'Eva',
    familyName: 'Lundgren',
    description: {
      sv: '54 år, undersköterska i kommunen: KAP-KL förr, AKAP-KR nu.',
      en: '54, assistant nurse in a municipality: KAP-KL before, AKAP-KR now.',
    },
    protectedIdentity: false,
  },
  {
    key: 'state',
    number: testNumber('19781105', '239'),
    givenName: 'Per',
    familyName: 'Holmqvist',
    description: {
      sv: '48 år, statligt anställd med PA 16 avdelning 2.',
      en: '48, employed by the state with PA 16, section 2.',
    },
    protectedIdentity: false,
  },
  {
    key: 'pensioner',
    number: testNumber('19550821', '239'),
    givenName: 'Lennart',
    familyName: 'Forsberg',
    description: {
      sv: '71 år, pensionär. Avtal under utbetalning: ett upphör snart, ett är pausat.',
      en: '71, a pensioner. Contracts in payment: one ends soon, one is paused.',
    },
    protectedIdentity: false,
  },
  {
    key: 'nothing-held',
    number: testNumber('19971016', '238'),
    givenName: 'Leila',
    familyName: 'Haddad',
    description: {
      sv: '29 år, nyss flyttad till Sverige. Inget finns hos någon.',
      en: '29, has just moved to Sweden. Nothing held anywhere.',
    },
    protectedIdentity: false,
  },
  {
    key: 'protected-identity',
    number: testNumber('19830529', '238'),
    givenName: 'Sofia',
    familyName: 'Berg',
    description: {
      sv: '43 år, skyddade personuppgifter. Kommunal tjänst och eget sparande.',
      en: '43, protected identity. Municipal employment and own savings.',
    },
    protectedIdentity: true,
  },
  {
    key: 'long-name',
    number: testNumber('19810811', '238'),
    givenName: 'Åsa',
    familyName: 'Öström-Lindqvist',
    description: {
      sv: '45 år, å, ä, ö och bindestreck i namnet. 38 000 kr i månaden, ITP 1.',
      en: '45, å, ä, ö and a hyphen in the name. SEK 38,000 a month, ITP 1.',
    },
    protectedIdentity: false,
  },
  {
    key: 'foreign-years',
    number: testNumber('19700317', '239'),
    givenName: 'Tomasz',
    familyName: 'Kowalczyk',
    description: {
      sv: '56 år, kom till Sverige 2013. Få bosättningsår.',
      en: '56, came to Sweden in 2013. Few years of residence.',
    },
    protectedIdentity: false,
  },
  {
    key: 'doubled-selection-centre',
    number: testNumber('19840219', '238'),
    givenName: 'Hanna',
    familyName: 'Sjögren',
    description: {
      sv: '42 år, ett avtal redovisas två gånger: av valcentralen och av bolaget.',
      en: '42, one contract is reported twice: by the selection centre and by the insurer.',
    },
    protectedIdentity: false,
  },
  {
    key: 'doubled-state',
    number: testNumber('19730502', '239'),
    givenName: 'Anders',
    familyName: 'Åkerlund',
    description: {
      sv: '53 år, statligt anställd. Ett avtal redovisas av både SPV och bolaget.',
      en: '53, employed by the state. One contract is reported by both SPV and the insurer.',
    },
    protectedIdentity: false,
  },
  {
    key: 'bank',
    number: testNumber('19891203', '238'),
    givenName: 'Ida',
    familyName: 'Norén',
    description: {
      sv: '36 år, banktjänsteman med BTP 1, lön över taket.',
      en: '36, bank employee with BTP 1, salary above the ceiling.',
    },
    protectedIdentity: false,
  },
  {
    key: 'self-employed',
    number: testNumber('19660714', '239'),
    givenName: 'Göran',
    familyName: 'Ågren',
    description: {
      sv: '60 år, egen företagare. Privat pensionssparande och kapitalförsäkring, ingen tjänstepension på senare år.',
      en: '60, self-employed. Private pension savings and an endowment policy, no recent occupational pension.',
    },
    protectedIdentity: false,
  },
] as const satisfies readonly TestPerson[]

export type TestPersonKey = (typeof testPersons)[number]['key']

/** @param key of a person in the list above. */
export function testPerson(key: TestPersonKey): TestPerson {
  const found = testPersons.find((person) => person.key === key)
  if (!found) throw new RangeError('No such test person')
  return found
}
