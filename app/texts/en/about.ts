import type { Texts } from '../sv/index.ts'

export const about: Texts['about'] = {
  lead: 'Where the figures come from, what they mean and what they do not say.',
  sections: [
    {
      heading: 'The sources',
      text: [
        'We ask the Swedish Pensions Agency about your national public pension, the National Government Employee Pensions Board about state occupational pension, and the insurers and selection centres about occupational pension and private savings.',
        'Everywhere you see how many sources have answered. “18 of 31 sources” means that there are 31 sources and that 18 of them have answered in the last 30 days. That a source could not answer never means that you have nothing there.',
      ],
    },
    {
      heading: 'Earned and forecast',
      text: [
        'Earned is what you have so far, on the day the source states. It may be a capital or an amount a month. The two cannot be added, and we never do.',
        'The forecast is what it may come to each month if you stop working at the age you choose. The forecast is not a promise. It is rounded to whole hundreds.',
      ],
    },
    {
      heading: 'Who calculated',
      text: [
        'Where the source itself has made a forecast that can be compared, we use it. Otherwise we calculate with the source’s own values, and where there are none, with the assumptions the industry has agreed on. Each contract says which.',
      ],
    },
    {
      heading: 'Kronor and tax',
      text: [
        'Amounts are before tax unless something else is said. The overview, the forecast and the plans also show what may be left after tax. That is an estimate: by the tax of your municipality, or by the average of the country if you have not chosen one.',
        'Amounts are in today’s money, that is, what they would buy today. In the forecast you may choose the kronor of the year they are paid.',
        'The same contract may be reported from two sides, for example by the insurer and by the selection centre. We then count it once.',
      ],
    },
    {
      heading: 'The law after today',
      text: [
        'Some figures in the law are set year by year. For coming years we use projected ones, and the overview says when it does.',
      ],
    },
    {
      heading: 'If you act for someone else',
      text: [
        'You can log in for yourself alone. An e-ID says who you are, and not for whom you may act. So a legal guardian, an administrator or a parent cannot see another person’s pension here.',
        'If you are one, turn to Pensionsmyndigheten and to those who hold the contracts, and show them your appointment. The chief guardian (överförmyndaren) in the municipality answers questions about it. If it is enough that the person shows you the pension, they can add you as a helper.',
      ],
    },
    {
      heading: 'If you have a new identity number',
      text: [
        'If you had a coordination number and have been given a personal identity number, the account goes with you when your e-ID tells us so. You see it in the access log. Otherwise the new number is a new account. Then contact the sources, so that they move your contracts to the new number.',
      ],
    },
    {
      heading: 'If someone has died',
      text: [
        'The service is not told when someone dies, and nobody else can log in for them. Pensionsmyndigheten and the insurers answer questions about survivors’ pensions and about the contracts of the one who died. Whoever represents the estate turns to those who run the service about the account here.',
      ],
    },
  ],
}
