import type { Texts } from '../sv/index.ts'

export const session: Texts['session'] = {
  logIn: 'Log in',
  logInAgain: 'Log in again',
  home: 'To the start page',
  logInByEid: 'Log in with e-ID',
  needsEid:
    'You are logged in with your personal number and PIN. This takes an e-ID, because it cannot be undone or reaches others than you.',
  takesEid: 'takes an e-ID',
  notHere: 'This page cannot be reached from here.',
  callEnded:
    'The consent no longer holds: the call has ended, its time has run out or the consent was withdrawn. So nothing is shown, and what you sent has not been saved.',
  toCalls: 'To the calls',
  notLoggedIn: 'Log in to see this page. You will come back here afterwards.',
  expired: 'You were away for a while, or logged out of here from another place. Log in again and you come back here.',
  expiredForm:
    'You were logged out before you sent the form, so nothing was saved. Log in again and you come back here.',
  typedTitle: 'This is what you had typed',
  typedText:
    'It has not been saved. Copy it if you want to keep it: after you log in, the fields are filled in again only if your browser allows it.',
  restored: 'What you had typed before you were logged out is still in the fields. It has not been saved yet.',
  typedEmail: 'The e-mail address you typed was {{email}}. You will need to type it again.',
  outUser: 'We have ended the login here and with your e-ID. Please close the browser if others use this computer.',
  outHere:
    'You are no longer logged in here. We do not know whether the login with your e-ID has ended too. Close the browser if others use this computer.',
  outPin: 'You are logged out. Please close the browser if others use the computer.',
  outStaff:
    'You are logged out here, and the call has ended. We do not know whether the login with your employer has ended too. Close the browser if others use the computer.',
  outStaffToo:
    'You are logged out here and where you logged in, and the call has ended. Close the browser if others use the computer.',
  outEnded:
    'The login that the page belonged to has ended, for example in another tab. So we have closed the page, and no details are left on the screen.',
  outExpired: 'You had not done anything for a while, so we logged you out. Your details are kept for next time.',
  outErased: 'The account is closed and everything about you is erased. You are welcome back whenever you want.',
  outNew: 'You need to log in again to go on.',
  failed: {
    avbruten: {
      what: 'You cancelled the login, or it was cancelled in the app.',
      todo: 'Nothing has been collected. Try again whenever you like.',
    },
    forlegat: {
      what: 'Too much time passed between starting to log in and coming back here.',
      todo: 'Start over from the beginning. That is usually enough.',
    },
    sakerhetsniva: {
      what: 'Your e-ID does not have the level of assurance that pension details need.',
      todo: 'Log in with an e-ID at assurance level 3 or higher, such as an ordinary BankID.',
    },
    'inget-nummer': {
      what: 'The login gave no personal identity number or coordination number. Without one we cannot ask the sources.',
      todo: 'Log in with an e-ID issued for your Swedish personal identity or coordination number.',
    },
    ogiltig: {
      what: 'The answer from the e-ID could not be confirmed. This happens, for example, when an old link is opened a second time.',
      todo: 'Start over from the start page, in a single window.',
    },
    'tjansten-svarar-inte': {
      what: 'The e-ID service is not answering right now.',
      todo: 'Wait a few minutes and try again. The fault is not yours.',
    },
  },
}
