import { expect, test } from 'vitest'
import { answerOf, exampleSaver, visit } from '../testing/portal.ts'
import { action as household } from './familj/hushall/route.tsx'
import { action as helpers } from './familj/hjalpare/route.tsx'
import { action as helping } from './hjalper/route.tsx'
import { action as close } from './mina-uppgifter/avsluta.tsx'
import { action as settings } from './mina-uppgifter/route.tsx'
import { action as facts } from './om-dig/route.tsx'
import { action as plans } from './planer/route.tsx'
import { sendingOwn } from './visitor.ts'

test.each([
  ['/familj/hushall', household, { gor: 'kod', kod: 'ABCD' }, { kod: 'ABCD' }],
  ['/familj/hjalpare', helpers, { gor: 'ge', till: '2027-01-31', samtycke: 'ja' }, { till: '2027-01-31' }],
  ['/hjalper', helping, { gor: 'kod', kod: 'ABCD' }, { kod: 'ABCD' }],
  ['/mina-uppgifter', settings, { epost: 'anna@example.org' }, { epost: 'anna@example.org' }],
  ['/mina-uppgifter/avsluta', close, { ord: 'AVSLUTA' }, { ord: 'AVSLUTA' }],
  ['/om-dig', facts, { version: '3', kommun: 'Umeå', tomt: ' ' }, { kommun: 'Umeå' }],
  ['/planer', plans, { gor: 'spara', val: 'alder=67-0', namn: 'Sent' }, { namn: 'Sent' }],
] as const)('%s: a form sent after the session has ended is answered with what was typed', async (...row) => {
  const [address, action, form, typed] = row
  expect(await answerOf(() => action({ ...visit(address, { saver: null, form }), params: {} }))).toMatchObject({
    status: 401,
    body: {
      kind: 'logged-out',
      reason: 'expiredForm',
      till: address,
      typed: Object.entries(typed).map(([name, value]) => ({ name, value })),
    },
  })
})

test('with the terms withdrawn, what is the saver’s own may be sent, and nothing else', async () => {
  const saver = exampleSaver({ terms: { version: '1', approved: false, withdrawn: true } })
  const { request, context } = visit('/mina-uppgifter', { saver, form: { epost: '' } })
  expect((await sendingOwn(request, context.portal)).form?.get('epost')).toBe('')
  const answer = await answerOf(() => plans({ ...visit('/planer', { saver, form: { namn: 'Sent' } }), params: {} }))
  expect(answer.location).toBe('/valkommen')
})
