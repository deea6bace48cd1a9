/**
 * The words of law, agreements and MIS that the code uses, each with its one spelling in code. A Swedish noun keeps
 * its Swedish form and never takes an English plural; glossary.test.ts finds other spellings.
 */

export interface GlossaryTerm {
  /** With å, ä and ö. */
  readonly term: string
  /** As it stands in code: å and ä become a, ö becomes o. */
  readonly identifier: string
  readonly english: string
  readonly source: string
  /** English words that would stand for it in code; the Swedish identifier is used instead. */
  readonly insteadOf?: readonly string[]
}

const term = (
  word: string,
  identifier: string,
  english: string,
  source: string,
  insteadOf: readonly string[] = [],
): GlossaryTerm => ({ term: word, identifier, english, source, insteadOf })

const sfb = 'Socialförsäkringsbalken'
const standard = 'Standard för pensionsprognoser'
const own = 'Our own word in this engine'

export const glossary: readonly GlossaryTerm[] = [
  term('allmän pension', 'allmanPension', 'public pension', `${sfb} avdelning E`),
  term('allmän pensionsavgift', 'allmanPensionsavgift', 'general pension fee', 'Lag (1994:1744)'),
  term('andel för inkomstpension', 'andelInkomstpension', 'share of income for income pension', `${sfb} 61 kap.`),
  term('andel för premiepension', 'andelPremiepension', 'share of income for premium pension', `${sfb} 61 kap.`),
  term('avgiftstak', 'avgiftstak', 'ceiling of the general pension fee', 'Lag (1994:1744)'),
  term('avkastning', 'avkastning', 'return before payout', standard),
  term('avkastningsskatt', 'avkastningsskatt', 'yield tax', 'Lag (1990:661) om avkastningsskatt på pensionsmedel'),
  term('avtal', 'avtal', 'contract with an insurer', 'MIS'),
  term('barnår', 'barnar', 'child years', `${sfb} 60 kap.`),
  term('delningstal', 'delningstal', 'pension divisor', `${sfb} 62 kap. 34-38 §§`, ['divisor', 'annuityDivisor']),
  term('delningstal för inkomstpension', 'delningstalInkomstpension', 'income-pension divisor', `${sfb} 62 kap.`),
  term('delningstal för premiepension', 'delningstalPremiepension', 'premium-pension divisor', `${sfb} 64 kap.`),
  term('dödlighet', 'dodlighet', 'mortality', 'Actuarial standard'),
  term('förmån från ålder', 'formanFranAlder', 'age a defined benefit is counted from', 'Collective agreements'),
  term('förmånsbestämd', 'formansbestamd', 'defined benefit', 'MIS Formanstyp'),
  term('förmånstyp', 'formanstyp', 'kind of benefit', 'MIS Formanstyp'),
  term('förtida uttag', 'fortidaUttag', 'early withdrawal', 'Collective agreements', ['earlyWithdrawal']),
  term('förvaltningsform', 'forvaltningsform', 'form of management', 'MIS Forvaltningsform'),
  term('garantipension', 'garantipension', 'guarantee pension', `${sfb} 67 kap.`, ['guaranteePension']),
  term('inkomstbasbelopp', 'inkomstbasbelopp', 'income base amount', `${sfb} 58 kap. 26-27 §§`, ['incomeBaseAmount']),
  term('inkomstpension', 'inkomstpension', 'income pension', `${sfb} 62 kap.`, ['incomePension']),
  term('intjänandegolv', 'intjanandegolv', 'lowest income that earns pension', own),
  term('intjänandetak', 'intjanandetak', 'ceiling of pensionable income', `${sfb} 60 kap.`),
  term('kapitalförsäkring', 'kapitalforsakring', 'endowment insurance', 'Inkomstskattelagen 58 kap.'),
  term('kollektivavtal', 'kollektivavtal', 'collective agreement', 'MIS Kollektivavtal', ['collectiveAgreement']),
  term('livslängdspåslag', 'livslangdspaslag', 'years added to remaining life', own),
  term('lägsta avtalsålder', 'lagstaAvtalsalder', 'lowest age under an agreement', 'Collective agreements'),
  term('lägsta uttagsålder', 'lagstaUttagsalder', 'lowest age for public pension', `${sfb} 56 kap. 3 §`),
  term(
    'lägsta ålder för pensionsförsäkring',
    'lagstaAlderPrivat',
    'lowest age of pension insurance',
    'Inkomstskattelagen 58 kap. 10 §',
  ),
  term('längsta senare uttag', 'langstaSenareUttag', 'longest postponement that raises a benefit', own),
  term('norm för inkomstpension', 'normInkomstpension', 'norm of the income pension', `${sfb} 62 kap. 42 §`),
  term('pensionsgrundande belopp', 'pgb', 'pensionable amount other than income', `${sfb} 60 kap.`),
  term('pensionsgrundande inkomst', 'pgi', 'pensionable income', `${sfb} 59 kap.`, ['pensionableIncome']),
  term('pensionsrätt', 'pensionsratt', 'pension right of one year', `${sfb} 61 kap.`),
  term('plikttjänst', 'plikttjanst', 'national service', `${sfb} 60 kap.`),
  term('premiebestämd', 'premiebestamd', 'defined contribution', 'MIS Formanstyp'),
  term('premiepension', 'premiepension', 'premium pension', `${sfb} 64 kap.`, ['premiumPension']),
  term('prisbasbelopp', 'prisbasbelopp', 'price base amount', `${sfb} 2 kap. 6-7 §§`, ['priceBaseAmount']),
  term('prognos', 'prognos', "the provider's own forecast", 'MIS Prognos'),
  term('prognosränta', 'prognosranta', 'rate credited in advance in a payout', standard),
  term('riktålder', 'riktalder', 'target retirement age', `${sfb} 2 kap.`, ['targetAge', 'targetRetirementAge']),
  term('senare uttag', 'senareUttag', 'late withdrawal', 'Collective agreements', ['lateWithdrawal']),
  term('senaste uttagsålder', 'senasteUttagsalder', 'highest age a choice reaches to', own),
  term('sista premieålder', 'sistaPremiealder', 'age at which premiums end', 'Collective agreements'),
  term('sjukersättning', 'sjukersattning', 'sickness compensation', `${sfb} 33 kap.`),
  term('skatteklass', 'skatteklass', 'tax class', 'MIS Skatteklass', ['taxClass']),
  term('slutålder', 'slutalder', 'age at which a projection ends', own),
  term('standardavgift', 'standardavgift', 'fee when none is reported', own),
  term('standardfondavgift', 'standardfondavgift', 'fund fee when none is reported', own),
  term('standardpensionsålder', 'standardpensionsalder', 'pension age when none is agreed', standard),
  term('standardprognosränta', 'standardprognosranta', 'payout rate when none is published', own),
  term('tilläggspension', 'tillaggspension', 'supplementary pension', `${sfb} 63 kap.`, ['supplementaryPension']),
  term('tjänstepension', 'tjanstepension', 'occupational pension', 'MIS', ['occupationalPension']),
  term('uttagsplan', 'uttagsplan', 'withdrawal plan', own, ['withdrawalPlan']),
  term('återbetalningsskydd', 'aterbetalningsskydd', 'repayment cover', 'MIS Aterbetalningsskydd', ['repaymentCover']),
]
