/** What a right question is answered with: that it can be used, and how it looks. */
import { isXmlContentType } from '../../ssek/transport.ts'
import { maximumMessageBytes } from '../../ssek/transport.ts'
import { ProviderError } from '../../errors.ts'
import type { Agreement } from '../agreement.ts'
import type { Attempt, Got, Obtained } from '../attempt.ts'
import { bytesIn } from '../attempt.ts'
import type { Judgement } from '../judgement.ts'
import { failed, judgeObtained, notApplicable, passed, warning, worst } from '../judgement.ts'
import { manyContracts } from '../persons.ts'
import type { PortalOutcome } from '../portal.ts'
import { askAsPortal } from '../portal.ts'
import type { HeaderSlip } from '../reading.ts'
import type { Scenario } from '../scenario.ts'
import { holdingsOf, scenario } from '../scenario.ts'

const maximumContracts = 2000
/** From this part of a limit on, it is time to know of it. */
const near = 0.8

const secondsOf = ({ limits }: Agreement): number => Math.round(limits.promisedMs / 1000)

function judgeHappy(outcome: PortalOutcome, agreement: Agreement): Judgement {
  if (outcome === 'not-in-time') return failed('not-promised-in-time', { seconds: secondsOf(agreement) })
  if (!(outcome instanceof ProviderError)) return outcome.kind === 'answered' ? passed : failed('nothing-instead')
  const { code, faultCode, message } = outcome
  switch (code) {
    case 'fault':
      return failed('fault-instead', { code: faultCode ?? '?' })
    case 'timeout':
      return failed('no-reply', { seconds: Math.round(agreement.limits.replyMs / 1000) })
    case 'wrong-person':
    case 'wrong-transaction':
    case 'too-large':
      return failed(code)
    case 'rejected-signature':
    case 'clock-skew':
      return failed('signature-refused', { why: message })
    case 'unreachable':
    case 'unknown-sender':
    case 'malformed-response':
      return failed('unusable', { why: code })
  }
}

const contractNumbers = (got: Got | null): readonly string[] =>
  (holdingsOf(got) ?? []).map(({ identity }) => `${identity.insurerOrganisationNumber}/${identity.contractNumber}`)

function judgeMany({ last, ...rest }: Obtained, agreement: Agreement): Judgement {
  const judgement = judgeObtained({ last, ...rest }, secondsOf(agreement))
  if (judgement.verdict !== 'passed') return judgement
  const numbers = contractNumbers(last)
  const doubled = numbers.length - new Set(numbers).size
  if (doubled > 0) return failed('doubled-contracts', { doubled })
  return numbers.length < manyContracts
    ? failed('too-few-contracts', { contracts: numbers.length, wanted: manyContracts })
    : passed
}

/** Two answers about the same person: both in time, and both whole. */
function judgeSlow([one, other]: readonly [Obtained, Obtained], agreement: Agreement): Judgement {
  const seconds = secondsOf(agreement)
  const answers = worst(judgeObtained(one, seconds), judgeObtained(other, seconds))
  if (answers.verdict !== 'passed') return answers
  const [first, second] = [contractNumbers(one.last), contractNumbers(other.last)]
  if (String(first.toSorted()) !== String(second.toSorted())) {
    return failed('partial', { first: first.length, second: second.length })
  }
  const millis = Math.max(one.first.came.millis, other.first.came.millis)
  return millis > near * agreement.limits.replyMs
    ? warning('near-time-limit', { seconds: Math.round(millis / 1000) })
    : passed
}

function judgeSize({ last }: Obtained): Judgement {
  const contracts = holdingsOf(last)?.length ?? 0
  const bytes = bytesIn(last)?.length ?? 0
  const content = last?.reading?.content
  if (last?.came.kind === 'too-large') return failed('too-large')
  if (content?.kind === 'bad-answer' && content.code === 'too-large') return failed('too-large')
  if (bytes === 0) return notApplicable('no-answer-to-judge')
  return bytes > near * maximumMessageBytes || contracts > near * maximumContracts
    ? warning('near-size-limit', { bytes, contracts })
    : passed
}

function judgeCodes(obtained: readonly Obtained[]): Judgement {
  const holdings = obtained.flatMap(({ last }) => holdingsOf(last) ?? [])
  if (holdings.length === 0) return notApplicable('no-answer-to-judge')
  const codes = new Set(
    holdings.flatMap(({ unknownCodes }) => unknownCodes.map(({ field, code }) => `${field} = ${code}`)),
  )
  return codes.size === 0 ? passed : warning('unknown-codes', { codes: [...codes].sort().join(', ') })
}

/** The messages that the provider has sent about one question. */
const messagesOf = ({ first, last }: Obtained): readonly Got[] =>
  last === null || last === first ? [first] : [first, last]

const eachOf = (obtained: Obtained, judge: (got: Got) => Judgement): Judgement => {
  const [one, ...more] = messagesOf(obtained).map(judge)
  return one === undefined ? notApplicable('no-answer-to-judge') : worst(one, ...more)
}

function judgeHttp({ came, reading }: Got): Judgement {
  if (came.kind !== 'reply') return notApplicable('no-answer-to-judge')
  const { status, contentType } = came
  const isMessage = reading !== null && reading.content.kind !== 'no-message'
  if (isMessage && reading.content.kind !== 'fault' && status !== 200) return failed('status', { status })
  if (!isXmlContentType(contentType))
    return failed('content-type', { contentType: contentType === '' ? '–' : contentType })
  return /^text\/xml/i.test(contentType.trim()) ? passed : warning('content-type', { contentType })
}

const slips: Readonly<Record<HeaderSlip, Judgement>> = {
  'type-unqualified': warning('type-unqualified'),
  'not-obliging': warning('not-obliging'),
}

function judgeHeader({ reading, txId }: Got, { provider, identity }: Agreement): Judgement {
  if (reading === null || reading.content.kind === 'no-message') return notApplicable('no-answer-to-judge')
  const { header } = reading
  if (header === null) return reading.content.kind === 'fault' ? passed : failed('header-missing')
  if (header.senderId !== provider.organisationNumber)
    return failed('sender-wrong', { wanted: provider.organisationNumber })
  if (header.receiverId !== identity.organisationNumber)
    return failed('receiver-wrong', { wanted: identity.organisationNumber })
  if (header.txId !== txId) return failed('txid-wrong')
  return worst(passed, ...reading.slips.map((slip) => slips[slip]))
}

function judgeSignature({ reading }: Got): Judgement {
  if (reading === null || reading.content.kind === 'no-message') return notApplicable('no-answer-to-judge')
  const { signature } = reading
  if (typeof signature === 'object') return failed('signature-refused', { why: signature.refused })
  return signature === 'missing' ? failed('signature-missing') : passed
}

const usual = (attempt: Attempt): Promise<Obtained> => attempt.usual('happy')

export const answerScenarios: readonly Scenario[] = [
  scenario({ id: 'happy', needs: {}, run: (attempt) => askAsPortal(attempt, 'happy'), judge: judgeHappy }),
  scenario({
    id: 'nothing-held',
    needs: {},
    run: (attempt) => attempt.obtain('nothing-held'),
    judge: (obtained, agreement) => {
      const judgement = judgeObtained(obtained, secondsOf(agreement))
      const contracts = holdingsOf(obtained.last)?.length ?? 0
      return judgement.verdict === 'passed' && contracts > 0 ? failed('held-instead', { contracts }) : judgement
    },
  }),
  scenario({ id: 'many-contracts', needs: {}, run: (attempt) => attempt.usual('many-contracts'), judge: judgeMany }),
  scenario({
    id: 'slow',
    needs: {},
    run: async (attempt) => {
      const one = await attempt.obtain('slow')
      return [one, holdingsOf(one.last) === null ? one : await attempt.obtain('slow')] as const
    },
    judge: judgeSlow,
  }),
  scenario({ id: 'answer-size', needs: {}, run: (attempt) => attempt.usual('many-contracts'), judge: judgeSize }),
  scenario({
    id: 'unknown-codes',
    needs: {},
    run: (attempt) => Promise.all([usual(attempt), attempt.usual('many-contracts')]),
    judge: judgeCodes,
  }),
  scenario({ id: 'answer-http', needs: {}, run: usual, judge: (obtained) => eachOf(obtained, judgeHttp) }),
  scenario({
    id: 'answer-header',
    needs: {},
    run: usual,
    judge: (obtained, agreement) => eachOf(obtained, (got) => judgeHeader(got, agreement)),
  }),
  scenario({
    id: 'answer-signature',
    needs: { signature: true },
    run: usual,
    judge: (obtained) => eachOf(obtained, judgeSignature),
  }),
]
