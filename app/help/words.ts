/**
 * What the words mean, for one who meets them for the first time. The words themselves are those of
 * forecasting/glossary.ts (words.test.ts holds them equal). Read by loaders alone, so that no browser carries them all.
 */
import type { Language } from '#server/services/api.ts'

interface Explained {
  /** Of the glossary; the anchor on the page. */
  readonly identifier: string
  readonly sv: readonly [word: string, meaning: string]
  readonly en: readonly [word: string, meaning: string]
}

const explained: readonly Explained[] = [
  {
    identifier: 'allmanPension',
    sv: [
      'allmän pension',
      'Den del av pensionen som du tjänar in genom arbete i Sverige och som Pensionsmyndigheten betalar. Den består av inkomstpension, premiepension och, för den som har haft låg inkomst, garantipension.',
    ],
    en: [
      'public pension',
      'The part that you earn by working in Sweden and that the Swedish Pensions Agency pays: income pension, premium pension and, after a life on a low income, guarantee pension.',
    ],
  },
  {
    identifier: 'inkomstpension',
    sv: [
      'inkomstpension',
      'Den största delen av den allmänna pensionen. Varje år sätts 16 procent av din pensionsgrundande inkomst av till den. Den följer inkomsterna i landet.',
    ],
    en: [
      'income pension',
      'The largest part of the public pension. Each year 16 per cent of your pensionable income is set aside for it. It follows incomes in the country.',
    ],
  },
  {
    identifier: 'premiepension',
    sv: [
      'premiepension',
      'Den del av den allmänna pensionen som ligger i fonder. Varje år sätts 2,5 procent av din pensionsgrundande inkomst av, och du kan välja fonderna själv.',
    ],
    en: [
      'premium pension',
      'The part of the public pension that is invested in funds. Each year 2.5 per cent of your pensionable income is set aside, and you may choose the funds.',
    ],
  },
  {
    identifier: 'garantipension',
    sv: [
      'garantipension',
      'Ett grundskydd i den allmänna pensionen för den som har haft låg eller ingen inkomst. Hur stor den blir beror på din övriga allmänna pension, om du är gift och hur länge du har bott i Sverige.',
    ],
    en: [
      'guarantee pension',
      'Basic cover within the public pension for those with little or no income from work. It depends on the rest of your public pension, whether you are married and how long you have lived in Sweden.',
    ],
  },
  {
    identifier: 'inkomstpensionstillagg',
    sv: [
      'inkomstpensionstillägg',
      'Ett tillägg på högst 600 kronor i månaden till den som har arbetat länge med låg inkomst. Det söks inte: Pensionsmyndigheten betalar ut det.',
    ],
    en: [
      'supplement to the income pension',
      'At most 600 kronor a month for those who have worked long on a low income. You do not apply for it: the Swedish Pensions Agency pays it.',
    ],
  },
  {
    identifier: 'tillaggspension',
    sv: ['tilläggspension', 'En äldre del av den allmänna pensionen, för dig som är född före 1954.'],
    en: ['supplementary pension', 'An older part of the public pension, for those born before 1954.'],
  },
  {
    identifier: 'bostadstillagg',
    sv: [
      'bostadstillägg',
      'Ett bidrag till boendet för pensionärer med låg pension. Du måste söka det hos Pensionsmyndigheten. Inkomster och sparande räknas av.',
    ],
    en: [
      'housing supplement',
      'Support for the cost of housing, for pensioners on a low pension. You have to apply for it at the Swedish Pensions Agency. Income and savings lower it.',
    ],
  },
  {
    identifier: 'aldreforsorjningsstod',
    sv: [
      'äldreförsörjningsstöd',
      'Det som Pensionsmyndigheten fyller på med när allt annat, bostadstillägget inräknat, inte räcker till en skälig levnadsnivå.',
    ],
    en: [
      'maintenance support for the elderly',
      'What the Swedish Pensions Agency adds when everything else, housing supplement included, does not reach a reasonable standard of living.',
    ],
  },
  {
    identifier: 'tjanstepension',
    sv: [
      'tjänstepension',
      'Pension från din arbetsgivare, oftast enligt ett kollektivavtal. Den betalas av ett försäkringsbolag eller en pensionskassa.',
    ],
    en: [
      'occupational pension',
      'Pension from your employer, mostly under a collective agreement. An insurer or a pension fund pays it.',
    ],
  },
  {
    identifier: 'kollektivavtal',
    sv: [
      'kollektivavtal',
      'Avtal mellan arbetsgivare och fack, som bland annat säger vilken tjänstepension du har: ITP för privatanställda tjänstemän, Avtalspension SAF-LO för privatanställda arbetare, AKAP-KR för kommun och region, PA 16 för staten.',
    ],
    en: [
      'collective agreement',
      'An agreement between employers and unions. Among other things it says which occupational pension you have: ITP for salaried staff in private firms, SAF-LO for workers in private firms, AKAP-KR for municipalities and regions, PA 16 for the state.',
    ],
  },
  {
    identifier: 'premiebestamd',
    sv: [
      'premiebestämd',
      'Det är bestämt vad som betalas in. Vad det blir i pension beror på inbetalningarna, avkastningen, avgifterna och hur länge den betalas ut.',
    ],
    en: [
      'defined contribution',
      'What is paid in is fixed. What it becomes depends on the payments, the return, the fees and how long it is paid out.',
    ],
  },
  {
    identifier: 'formansbestamd',
    sv: [
      'förmånsbestämd',
      'Det är bestämt vad du får ut, ofta en del av din lön när du slutar. Arbetsgivaren står för att pengarna räcker.',
    ],
    en: [
      'defined benefit',
      'What you get is fixed, often a share of your final pay. The employer sees to it that the money suffices.',
    ],
  },
  {
    identifier: 'fribrev',
    sv: [
      'fribrev',
      'En tjänstepension från en tidigare anställning. Inget betalas in längre, men pengarna är dina och växer eller minskar med avkastning och avgifter.',
    ],
    en: [
      'paid-up contract',
      'A pension from an earlier job. Nothing is paid in any more, but the money is yours and moves with return and fees.',
    ],
  },
  {
    identifier: 'riktalder',
    sv: [
      'riktålder',
      'Den ålder som pensionssystemet räknar med att du slutar arbeta vid. Den stiger när vi lever längre, och bestäms sex år i förväg. Du får sluta tidigare eller senare.',
    ],
    en: [
      'target retirement age',
      'The age at which the pension system counts on you to stop working. It rises as we live longer and is set six years ahead. You may stop earlier or later.',
    ],
  },
  {
    identifier: 'lagstaUttagsalder',
    sv: [
      'lägsta uttagsålder',
      'Den lägsta ålder då du får börja ta ut allmän pension: tre år före riktåldern. Tjänstepension får ofta tas ut från 55 år.',
    ],
    en: [
      'lowest age for public pension',
      'The earliest age at which you may draw public pension: three years before the target age. Occupational pension may often be drawn from 55.',
    ],
  },
  {
    identifier: 'delningstal',
    sv: [
      'delningstal',
      'Det tal som ditt sparade kapital delas med när pensionen räknas ut. Det motsvarar ungefär hur många år den väntas betalas ut. Ju senare du börjar, desto mindre tal och desto högre pension.',
    ],
    en: [
      'pension divisor',
      'The number by which your capital is divided when the pension is calculated: roughly the years it is expected to be paid. The later you start, the lower the number and the higher the pension.',
    ],
  },
  {
    identifier: 'pgi',
    sv: [
      'pensionsgrundande inkomst',
      'Den del av lön, sjukpenning, föräldrapenning och a-kassa som ger allmän pension, upp till ett tak.',
    ],
    en: [
      'pensionable income',
      'The part of pay, sickness benefit, parental benefit and unemployment benefit that earns public pension, up to a ceiling.',
    ],
  },
  {
    identifier: 'pensionsratt',
    sv: [
      'pensionsrätt',
      'Det som läggs till din allmänna pension för ett år: 18,5 procent av det som är pensionsgrundande.',
    ],
    en: ['pension right of one year', 'What a year adds to your public pension: 18.5 per cent of what is pensionable.'],
  },
  {
    identifier: 'barnar',
    sv: ['barnår', 'År med små barn, som ger den ena föräldern extra allmän pension även utan inkomst.'],
    en: [
      'child years',
      'Years with small children, which give one parent extra public pension even without an income.',
    ],
  },
  {
    identifier: 'inkomstbasbelopp',
    sv: [
      'inkomstbasbelopp',
      'Ett belopp som fastställs för varje år och följer inkomsterna. Många gränser i pensionen räknas i inkomstbasbelopp.',
    ],
    en: [
      'income base amount',
      'An amount set for each year, which follows incomes. Many limits in pensions are counted in it.',
    ],
  },
  {
    identifier: 'prisbasbelopp',
    sv: [
      'prisbasbelopp',
      'Ett belopp som fastställs för varje år och följer priserna. Grundskydden räknas i prisbasbelopp.',
    ],
    en: ['price base amount', 'An amount set for each year, which follows prices. Basic cover is counted in it.'],
  },
  {
    identifier: 'foljsamhetsindexering',
    sv: [
      'följsamhetsindexering',
      'Så räknas inkomstpensionen om varje år: med inkomsternas ökning minus 1,6 procentenheter, som du redan har fått i förskott.',
    ],
    en: [
      'indexation of the income pension in payment',
      'How the income pension changes each year: by the growth of incomes less 1.6 percentage points, which you have been given in advance.',
    ],
  },
  {
    identifier: 'arvsvinstPremiepension',
    sv: [
      'arvsvinst i premiepensionen',
      'Pengar från dem i din årskull som har dött delas ut till dem som lever. Därför kan en livsvarig pension vara högre.',
    ],
    en: [
      'inheritance gain of the premium pension',
      'What those of your year of birth leave behind when they die is shared among those who live. That is why a pension for life can be higher.',
    ],
  },
  {
    identifier: 'aterbetalningsskydd',
    sv: [
      'återbetalningsskydd',
      'Om du dör går ditt sparade kapital till dem du har skrivit in. Utan skyddet blir din egen pension lite högre, eftersom du får del av arvsvinster.',
    ],
    en: [
      'repayment cover',
      'If you die, what is saved goes to those you have named. Without it your own pension is somewhat higher, since you share in inheritance gains.',
    ],
  },
  {
    identifier: 'forvaltningsform',
    sv: [
      'förvaltningsform',
      'Traditionell försäkring: bolaget placerar pengarna och lovar oftast ett lägsta belopp. Fondförsäkring: du väljer fonderna och står för risken.',
    ],
    en: [
      'form of management',
      'Traditional insurance: the insurer invests the money and mostly promises a lowest amount. Fund insurance: you choose the funds and bear the risk.',
    ],
  },
  {
    identifier: 'skatteklass',
    sv: [
      'skatteklass',
      'T är tjänstepension och P privat pensionsförsäkring: båda beskattas som inkomst när de betalas ut. K är kapitalförsäkring, som redan är beskattad.',
    ],
    en: [
      'tax class',
      'T is occupational pension and P private pension insurance: both are taxed as income when paid. K is endowment insurance, taxed already.',
    ],
  },
  {
    identifier: 'kapitalforsakring',
    sv: ['kapitalförsäkring', 'Ett sparande i en försäkring. Skatten dras varje år, och utbetalningen är skattefri.'],
    en: [
      'endowment insurance',
      'Saving within an insurance. Tax is taken each year, and what is paid out is free of tax.',
    ],
  },
  {
    identifier: 'prognos',
    sv: ['prognos', 'En beräkning av vad något kan bli, med de antaganden som anges. En prognos är inget löfte.'],
    en: ['forecast', 'A calculation of what something may become, on the assumptions given. A forecast is no promise.'],
  },
  {
    identifier: 'grundavdrag',
    sv: [
      'grundavdrag',
      'Den del av inkomsten som ingen skatt räknas på. Den är högre från det år du fyller 67, så att skatten då blir lägre.',
    ],
    en: [
      'basic allowance',
      'The part of income on which no tax is counted. It is higher from the year you turn 67, so that tax is then lower.',
    ],
  },
  {
    identifier: 'jobbskatteavdrag',
    sv: ['jobbskatteavdrag', 'Ett avdrag på skatten för den som arbetar. Det gäller lön, inte pension.'],
    en: ['job tax credit', 'A credit against tax for those who work. It is given on pay, not on pension.'],
  },
]

export interface WordExplained {
  readonly anchor: string
  readonly word: string
  readonly meaning: string
}

/** In the order of the language's alphabet. */
export const wordsExplained = (language: Language): readonly WordExplained[] =>
  explained
    .map(({ identifier, [language]: [word, meaning] }) => ({ anchor: identifier, word, meaning }))
    .sort((a, b) => a.word.localeCompare(b.word, language))
