/** Who is let in, and who answers: before any message. */
import type { Got } from '../attempt.ts'
import type { Judgement } from '../judgement.ts'
import { failed, judgeRefusal, passed, warning } from '../judgement.ts'
import type { Scenario } from '../scenario.ts'
import { scenario } from '../scenario.ts'
import { probe } from '../probe.ts'

const day = 24 * 3_600_000
/** When our own register begins to warn of a certificate that ends. */
const warnedDays = 60

function judgeStranger(got: Got): Judgement {
  const { came, reading } = got
  if (came.kind === 'broken') return passed
  const saysNo = came.kind === 'reply' && [400, 401, 403, 495, 496].includes(came.status)
  const isFault = reading?.content.kind === 'fault' && reading.content.code === 'SenderIdUnknown'
  if (saysNo || isFault) return warning('refused-after-handshake', { status: came.kind === 'reply' ? came.status : 0 })
  return judgeRefusal(got, { wanted: ['SenderIdUnknown'] })
}

export const connectionScenarios: readonly Scenario[] = [
  scenario({
    id: 'server-certificate',
    needs: {},
    run: ({ agreement }) => probe(agreement),
    judge: ({ untrusted, isForHost, organisationNumber, validTo }, { provider }) => {
      if (untrusted !== null) return failed('certificate-untrusted', { code: untrusted })
      if (!isForHost) return failed('certificate-of-another-host')
      if (organisationNumber !== provider.organisationNumber) {
        return failed('certificate-of-another-organisation', { organisationNumber: organisationNumber ?? '–' })
      }
      const days = Math.floor((validTo.getTime() - Date.now()) / day)
      return days < warnedDays ? warning('certificate-ends', { days }) : passed
    },
  }),
  scenario({
    id: 'no-client-certificate',
    needs: {},
    run: (attempt) => attempt.ask('happy', { certificate: null }),
    judge: judgeStranger,
  }),
  scenario({
    id: 'unknown-authority',
    needs: {},
    run: (attempt) => attempt.ask('happy', { certificate: attempt.agreement.stranger }),
    judge: judgeStranger,
  }),
]
