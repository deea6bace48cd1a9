import { MailLinkPage, mailLinkAction, mailLinkLoader } from '../components/mail-link.tsx'
import type { PageHandle } from '../components/page-handle.ts'
import { bringTexts } from '../texts/arrived.ts'

await bringTexts('mine')

export const handle: PageHandle = { title: 'confirmEmail' }

export const loader = mailLinkLoader
export const action = mailLinkAction('confirmEmail')

const texts = { lead: 'mine.confirmLead', submit: 'mine.confirmSubmit', done: 'mine.confirmed' } as const

export default function ConfirmEmail() {
  return <MailLinkPage path="/bekrafta-e-post" title="confirmEmail" texts={texts} />
}
