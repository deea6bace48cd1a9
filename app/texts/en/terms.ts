import type { Texts } from '../sv/index.ts'

export const terms: Texts['terms'] = {
  sections: [
    {
      heading: 'What the service does',
      text: [
        '{{product}} gathers what the Swedish Pensions Agency, the National Government Employee Pensions Board and the insurers have on record about your pension, shows it to you and works out what it may come to each month.',
        'The service is free. It gives information, not advice, and it sells nothing.',
      ],
    },
    {
      heading: 'What you approve',
      text: [
        'You approve that we ask the Swedish Pensions Agency, the National Government Employee Pensions Board and the connected insurers what they have on record about you. We ask with your personal identity number.',
        'We ask now, when you press Collect again, and when the details have become older than 30 days and you log in again. The sources may also tell us that they have recalculated your pension.',
        'If you send a plan or report a fault, it goes to whoever holds the contract, with your identity number and what you have ticked or written. Nothing is sent unless you press Send.',
      ],
    },
    {
      heading: 'What we store',
      text: [
        'Your personal identity number and name, the answers from the sources, when we asked and what went wrong, which version of the terms you approved and when. Your e-mail address and language, if you give them.',
        'What you write yourself: your own entries, what you tell about yourself, plans, and what you have sent or reported.',
        'It is stored until you remove it or close the account, but not for ever: earlier collections for 25 months, the messages of the sources for 13 months, what you have sent or reported for five years.',
        'All of it is stored encrypted, with a key of your own. Only what the service needs to run is stored in plain: which sources were asked and answered, and when something happened. The identity number is used only to find you again, to ask the sources and to send what you ask us to send.',
      ],
    },
    {
      heading: 'Who sees your details',
      text: [
        'Only you, unless you choose to show them. No employer may see your overview, and no insurer gets it by our asking it. The sources learn that you have asked, but not what the others answered.',
        'You may show your pension to the person you share a household with and to helpers of your choice. What they will see is told before you say yes. You can stop sharing whenever you want.',
        'If you log in at a partner, such as an authority, a bank or an insurer, the partner may show you your pension on its website. Either we show it there ourselves, and then the partner does not get the details, or the partner asks us for the overview and gets amounts, contracts and sources. You see which partner and when in the access log.',
        'If you call customer service, a representative may see your overview and forecast and send you the overview, but only when you have given your consent in the call, for an hour at most. If you order a letter, we take your address from the population register for that letter and do not store it.',
        'We do not give your details to anyone else unless a law requires it.',
      ],
    },
    {
      heading: 'Messages by e-mail',
      text: [
        'If you give an e-mail address we send a message when details have been collected or something new has come. They never state amounts or names of insurers. You can turn them off whenever you want.',
      ],
    },
    {
      heading: 'The access log',
      text: [
        'Each time someone else sees something about you it is noted, and so is the most important of what you do yourself. You see the log under My data. It is kept for five years under a random reference, also after you have closed the account, but then without name, number or amounts.',
      ],
    },
    {
      heading: 'Protected identity',
      text: [
        'If your identity is protected you can use the service like everyone else. We never store or show any address, and send you no letters. Representatives at customer service see nothing unless you have said yes to that under My data.',
      ],
    },
    {
      heading: 'The forecast is not a promise',
      text: [
        'The amounts rest on what the sources have answered and on assumptions about the future. Your pension may turn out higher or lower. We show what we have assumed and which sources are missing.',
        'Whoever pays the pension decides the amount. Where our figures differ from theirs, theirs count.',
      ],
    },
    {
      heading: 'Your part',
      text: [
        'Log in only for yourself, and log out when you are done. Do not lend your e-ID to anyone. You are logged out by itself after a while without activity.',
      ],
    },
    {
      heading: 'Your rights',
      text: [
        'Under My data you may withdraw your approval at any time. We then collect nothing more. There you can also download all we have about you as a register extract.',
        'You can close the account yourself. All about you is then erased at once, and the key your details are encrypted with is destroyed. Backups can then not be read, and are gone within 35 days.',
        'If something is wrong you report it at the contract, and it goes to whoever holds the figure.',
        'Your details are processed on the basis of your consent, under the EU General Data Protection Regulation. If you are not satisfied you may complain to the Swedish Authority for Privacy Protection.',
      ],
    },
    {
      heading: 'When the terms change',
      text: [
        'Every change gets a new version number. We ask you to approve again, and collect nothing until you have.',
      ],
    },
  ],
}
