import type { Texts } from '../sv/index.ts'

export const start: Texts['start'] = {
  lead: 'Log in, and we ask the Swedish Pensions Agency, the National Government Employee Pensions Board and the insurers what you have earned, and show what it may come to each month.',
  logIn: 'Log in with e-ID',
  logInHelp: 'You need a Swedish e-ID. It costs nothing.',
  logInByPin: 'Do you have a PIN from a letter? Log in with it here.',
  picture: 'A made-up example: pension per month, year by year.',
  pillar: {
    'allman-pension': 'Public pension',
    tjanstepension: 'Occupational pension',
    'privat-sparande': 'Private savings',
  },
  toOverview: 'To your overview',
  howTitle: 'How it works',
  how1Title: 'You log in and say yes',
  how1: 'Nothing is collected until you have read the terms and approved them.',
  how2Title: 'We ask the sources',
  how2: 'You see who has answered, who we are waiting for, and who could not answer.',
  how3Title: 'You see the whole',
  how3: 'One amount a month, what it is made of, and what happens year by year. You choose when to stop working.',
  promiseTitle: 'What you can rely on',
  promise1:
    'Only you see your details, unless you share them. They are stored encrypted, with a key of their own for each person.',
  promise2: 'We sell nothing, show no advertising and rank no companies.',
  promise3: 'We always say which sources are missing, how old the figures are and who calculated them.',
  more: 'Read about the figures and how we calculate',
}
