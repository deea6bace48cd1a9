import type { Texts } from '../sv/index.ts'

export const pin: Texts['pin'] = {
  lead: 'For those who have ordered a PIN by letter. You can see your pension and try forecasts. What cannot be undone, or reaches others than you, takes an e-ID.',
  byEid: 'Log in with e-ID instead',
  number: 'Personal number',
  numberHelp: 'Twelve digits, such as 19900601-2380.',
  badNumber: 'Enter your personal or coordination number with twelve digits.',
  pin: 'PIN',
  pinHelp: 'Six digits, from the letter.',
  badPin: 'Enter the six digits of the PIN.',
  submit: 'Log in',
  noPin: 'No PIN? Log in with e-ID and order one under My data.',
  errorTitle: 'You are not logged in',
  refused:
    'The number and the PIN do not belong together, or logging in with a PIN is not possible for that number right now. After five wrong PINs in a row it is locked for a day, and then it takes a new PIN. With an e-ID you come in as usual and see how things stand.',
  tooMany:
    'There are too many attempts right now, from here or in the whole service. Wait a while, or log in with e-ID.',
  prove:
    'Many are trying to log in right now, and we need to know that you are not a program. Enter the PIN again, let the check below finish and log in. Nothing is wrong with what you entered.',
  tooEarly:
    'There are {{seconds}} seconds left until it is your turn in the queue. Wait, enter the PIN again and log in.',
  check: 'Check',
  checkHelp: 'Your own computer or telephone works for a second or so. Nothing about you is sent anywhere.',
  checkWithout: 'Does it not work, or have you turned JavaScript off? Wait half a minute in the queue instead.',
  joinQueue: 'Join the queue',
  queueReady: 'It is your turn. Go to the login within ten minutes.',
  queueWait:
    'You are in the queue. In {{seconds}} seconds it is your turn, and then you can log in. The place is good for ten minutes after that, in this browser.',
  queueNone: 'You have no place in the queue.',
  queueFull: 'The queue is full right now. Try again in a few minutes, or log in with e-ID.',
  toLogin: 'Go to the login',
  orderLead: 'With a PIN you can log in when you do not have your e-ID at hand. It is off until you order it.',
  canTitle: 'With a PIN you can',
  can: 'see your pensions, try forecasts, save plans and add entries of your own.',
  cannotTitle: 'It takes an e-ID to',
  cannot:
    'send plans, report faults, share with helpers or a household, download the register extract, change e-mail and settings, log out in other places, approve or withdraw terms, and close the account.',
  state: 'How things stand',
  stateOff: 'You have no PIN. Nobody can log in with your personal number and a PIN.',
  stateOrdered: 'Ordered {{when}}. The letter is being printed and sent to your registered address.',
  stateSent: 'The letter is with the printer. The PIN can be used.',
  stateUsedUp: 'The PIN can no longer be used: it was entered wrongly five times in a row. Order a new one.',
  stateNotSentProtected: 'No letter was sent, because your address is protected.',
  stateNotSentNoAddress: 'No letter was sent, because the population register has no address for you.',
  lockedUntil: 'Logging in with a PIN is locked until {{when}}, for a new PIN too.',
  order: 'Order a PIN',
  orderNew: 'Order a new PIN',
  orderHelp:
    'The PIN comes by letter to your registered address, most often within a week. The address is fetched when the letter is printed and not kept by us. If you have a PIN already, it stops working when you order a new one.',
  turnOff: 'Turn the PIN off',
  protectedTitle: 'You have protected identity',
  protectedText:
    'Then we fetch no address and send no letter. Letters to you go through the Swedish Tax Agency, and a PIN cannot be sent that way from here. Log in with e-ID, as usual.',
  notOffered: 'A PIN by letter is not offered at present. Log in with e-ID.',
  ordered: 'The PIN is ordered',
  turnedOff: 'The PIN is turned off',
  orderTooMany: 'You have ordered three times in a short while. Wait some weeks before you order again.',
  needsEid: 'You are logged in with a PIN. Log in with e-ID to order a new PIN or turn it off.',
}
