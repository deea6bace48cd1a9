/** What must be refused: each message is right but for one thing. */
import type { Flow } from '../../pension-source.ts'
import type { AsynchMethod } from '../../ssek/envelope.ts'
import { Signer } from '../../ssek/signature.ts'
import { maximumMessageBytes } from '../../ssek/transport.ts'
import { leaf } from '../../xml/write.ts'
import type { Attempt, Deviation, Got } from '../attempt.ts'
import type { Judgement, Refusal } from '../judgement.ts'
import { failed, judgeRefusal, warning, worst } from '../judgement.ts'
import { numberWithWrongCheckDigit } from '../persons.ts'
import type { Needs, Scenario, ScenarioId } from '../scenario.ts'
import { scenario } from '../scenario.ts'

/** Made-up: nobody has been given a number that begins so. */
const somebodyElse = '169999999990'

const refused = (
  id: ScenarioId,
  refusal: Refusal,
  different: (attempt: Attempt) => Deviation,
  needs: Needs = {},
): Scenario =>
  scenario({
    id,
    needs,
    run: (attempt) => attempt.ask('happy', different(attempt)),
    judge: (got) => judgeRefusal(got, refusal),
  })

const content: Refusal = { wanted: ['ContentInvalid'] }
/** SSEK has no code of its own for a signature. */
const signature: Refusal = { wanted: ['ContentInvalid', 'SenderIdUnknown'] }
const signed: Needs = { signature: true }

const tenMinutesAgo = (): Date => new Date(Date.now() - 10 * 60_000)

/** A flow that is not the agreed one. */
const otherMethods: Readonly<Record<Flow, AsynchMethod>> = {
  sync: 'AsynchPull',
  push: 'AsynchPull',
  pull: 'AsynchPush',
}

/** A text node's worth above what anybody should read, in a comment: all else is right. */
const padding = `<!-- ${'x'.repeat(maximumMessageBytes + 512 * 1024)} -->`

/** The other flow may be there as well: that is said, and is no fault. An answer at once overlooks what was asked for. */
const judgeOtherFlow = (got: Got): Judgement =>
  got.reading?.content.kind === 'receipt'
    ? warning('more-flows')
    : judgeRefusal(got, { wanted: ['AsynchMethodUnsupported'] })

function judgeOversize([got, after]: readonly [Got, Got]): Judgement {
  const judgement = judgeRefusal(got, { wanted: ['ContentInvalid'], statuses: [413, 400], mayBreak: true })
  const isAlive = after.came.kind === 'reply' && after.reading !== null
  return isAlive ? judgement : worst(failed('dead-afterwards'), judgement)
}

export const refusalScenarios: readonly Scenario[] = [
  scenario({
    id: 'replay',
    needs: signed,
    run: async (attempt) => {
      const { first } = await attempt.usual('happy')
      // The provider knows one transaction and has its answer at hand; the other it has never seen.
      const known = await attempt.ask('happy', { txId: first.txId, signedAt: tenMinutesAgo() })
      return [known, await attempt.ask('happy', { signedAt: tenMinutesAgo() })] as const
    },
    judge: ([known, unknown]) => worst(judgeRefusal(known, signature), judgeRefusal(unknown, signature)),
  }),
  refused('unsigned', signature, () => ({ signer: null }), signed),
  refused('wrong-signer', signature, ({ agreement }) => ({ signer: new Signer(agreement.stranger) }), signed),
  refused(
    'changed-after-signing',
    signature,
    () => ({ afterSigning: (text) => text.replace('<version>2026-1<', '<version>2026-2<') }),
    signed,
  ),
  refused('wrong-sender', { wanted: ['SenderIdUnknown'] }, () => ({ header: { senderId: somebodyElse } })),
  refused('wrong-receiver', { wanted: ['ReceiverIdUnknown'] }, () => ({ header: { receiverId: somebodyElse } })),
  refused('missing-txid', { wanted: ['TxIdMissing'] }, () => ({ header: { txId: null } })),
  refused('invalid-txid', { wanted: ['TxIdInvalid'] }, () => ({ header: { txId: 'x'.repeat(36) } })),
  refused('misspelt-asynch-method', content, () => ({
    asynchMethod: null,
    beforeSigning: (text) => text.replace('<ssek:SSEK ', '<ssek:SSEK ssek:AsyncMethod="AsynchPush" '),
  })),
  scenario({
    id: 'other-flow',
    needs: {},
    run: (attempt) => attempt.ask('happy', { asynchMethod: otherMethods[attempt.agreement.provider.flow] }),
    judge: judgeOtherFlow,
  }),
  refused('unknown-operation', { wanted: ['WebServiceUnsupported'] }, () => ({
    body: leaf('raderaForsakringar', '', { xmlns: 'urn:samlad-pension:insamling:1' }),
    soapAction: '"urn:samlad-pension:insamling:1/raderaForsakringar"',
  })),
  refused('bad-personal-number', content, ({ agreement }) => {
    const { happy } = agreement.persons
    return { beforeSigning: (text) => text.replace(happy.reveal(), numberWithWrongCheckDigit(happy)) }
  }),
  refused('schema-breaking', content, () => ({ beforeSigning: (text) => text.replace(/<syfte>.*<\/syfte>/, '') })),
  refused('broken-xml', { ...content, statuses: [400] }, () => ({
    afterSigning: (text) => text.slice(0, Math.floor(text.length * 0.7)),
  })),
  refused('document-type', { ...content, statuses: [400] }, () => ({
    afterSigning: (text) => text.replace('?>', '?><!DOCTYPE soap:Envelope [<!ENTITY a "a">]>'),
  })),
  refused('wrong-content-type', { ...content, statuses: [415, 400] }, () => ({ contentType: 'application/json' })),
  scenario({
    id: 'oversize',
    needs: {},
    run: async (attempt) =>
      [
        await attempt.ask('happy', {
          afterSigning: (text) => text.replace('</soap:Envelope>', `${padding}</soap:Envelope>`),
        }),
        await attempt.ask('happy'),
      ] as const,
    judge: judgeOversize,
  }),
]
