import { MailLinkPage, mailLinkAction, mailLinkLoader } from '../components/mail-link.tsx'
import type { PageHandle } from '../components/page-handle.ts'
import { bringTexts } from '../texts/arrived.ts'

await bringTexts('mine')

export const handle: PageHandle = { title: 'unsubscribe' }

export const loader = mailLinkLoader
export const action = mailLinkAction('unsubscribe')

const texts = { lead: 'mine.unsubscribeLead', submit: 'mine.unsubscribeSubmit', done: 'mine.unsubscribed' } as const

export default function Unsubscribe() {
  return <MailLinkPage path="/avregistrera" title="unsubscribe" texts={texts} />
}
