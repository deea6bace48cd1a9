import type { Texts } from '../sv/index.ts'

export const welcome: Texts['welcome'] = {
  lead: 'Read the terms and say whether you want to go on. We collect nothing until you have approved.',
  shortTitle: 'In short',
  short1:
    'We ask the Swedish Pensions Agency, the National Government Employee Pensions Board and the insurers what they have on record about you.',
  short2: 'Only you see the answers, unless you choose to show them.',
  short3: 'It is free, and we sell nothing.',
  short4: 'You can take back your approval and erase everything at any time.',
  toApproval: 'To the approval, below the terms',
  greeting: 'Hello {{name}}',
  termsTitle: 'Terms',
  termsVersion: 'Version {{version}}',
  approve: 'I have read the terms and approve that details of my pension are collected and stored.',
  notApproved: 'Tick the box if you want to go on. Without your yes we cannot collect anything.',
  contactTitle: 'If you like',
  email: 'E-mail',
  emailHelp: 'Optional. Used only to tell you about new figures, never with any amounts.',
  badEmail: 'This does not look like an e-mail address. Write it like name@example.com, or leave the field empty.',
  language: 'Language',
  languageHelp: 'Optional. You can change it at any time.',
  submit: 'Approve and collect my details',
  decline: 'No, log me out',
  otherVersion: 'The terms changed while you were reading. Read the new version below and approve again.',
  errorTitle_one: 'One thing needs mending',
  errorTitle_other: '{{count}} things need mending',
  alreadyTitle: 'You have approved the terms',
  already: 'These are the terms in force, version {{version}}.',
  continue: 'To the overview',
  readOutTitle: 'You approved the terms on the telephone',
  readOut:
    'Customer service read out version {{version}} to you on {{day}}, and you said yes. Read them here and confirm, and you go on from there.',
}
