import type { Texts } from '../sv/index.ts'

export const terms: Texts['terms'] = {
  sections: [
    {
      heading: 'What the service does',
      text: [
        '{{product}} gathers what the state and the insurers have on record about your pension, shows it to you and works out what it may come to each month.',
        'The service is free. It gives information, not advice, and it sells nothing.',
      ],
    },
    {
      heading: 'What you approve',
      text: [
        'You approve that we ask the Swedish Pensions Agency, the National Government Employee Pensions Board and the connected insurers what they have on record about you. We ask with your personal identity number.',
        'We ask now, when you press Collect again, and when the details have become older than 30 days and you log in again.',
      ],
    },
    {
      heading: 'What we store',
      text: [
        'Your personal identity number and name, the answers from the sources, when we asked and what went wrong, which version of the terms you approved and when. Your e-mail address and language, if you give them.',
        'Your name, your identity number, your e-mail address, the answers and the amounts are stored encrypted, with a key of your own. Which sources were asked and answered, and when, is stored in plain. The identity number is used only to find you again and to ask the sources.',
      ],
    },
    {
      heading: 'Who sees your details',
      text: [
        'Only you. No other person, employer or insurer may see your overview. The sources learn that you have asked, but not what the others answered.',
        'We do not give your details to anyone else unless a law requires it.',
      ],
    },
    {
      heading: 'Protected identity',
      text: [
        'If your identity is protected you can use the service like everyone else. We never collect or show any address.',
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
        'You may take back your approval at any time. You do so by contacting whoever runs the service; About the figures says how. We then collect nothing more. You have the right to know what we have stored about you, to have errors corrected and to have your details erased.',
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
