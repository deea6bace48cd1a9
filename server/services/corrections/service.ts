/** Reports of faults in contracts, as a saver meets them: they go to the provider as `anmalFel`. */
import type { ErrandContent } from '#providers/errands.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { Database } from '#server/db/database.ts'
import { listProviders } from '#server/db/providers.ts'
import type { CorrectionsServices, FaultKind, FaultReport, FaultReportView } from '../api/corrections.ts'
import type { ForAnySaver } from '../api/room.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import { dueOf } from '../errands/due.ts'
import type { ErrandView } from '../errands/service.ts'
import { createErrandService } from '../errands/service.ts'
import { labelOf } from '../overview/contract-view.ts'
import type { NamedContract } from '../portfolio/contract-id.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'

/** In the language of the providers, whatever the saver reads. */
const wordsOf: Readonly<Record<FaultKind, string>> = {
  belopp: 'Beloppet',
  arbetsgivare: 'Arbetsgivaren',
  datum: 'Datum eller ålder',
  'inte-mitt': 'Avtalet är inte mitt',
  annat: 'Något annat',
}

const textOf = ({ what, words }: FaultReport): string => `Det här stämmer inte: ${wordsOf[what]}. ${words}`

export function createCorrectionsService(deps: {
  readonly db: Database
  readonly now: () => Date
}): ForAnySaver<CorrectionsServices> {
  const errands = createErrandService(deps)

  async function find(
    saverId: string,
    contractId: string,
  ): Promise<{ readonly contract: NamedContract; readonly provider: ProviderEntry | undefined } | null> {
    const [portfolio, providers] = await Promise.all([readPortfolio(deps, saverId), listProviders(deps.db)])
    const contract = portfolio?.contracts.find((one) => one.contractId === contractId)
    if (contract === undefined) return null
    return { contract, provider: providers.find(({ id }) => id === contract.report.providerId) }
  }

  return {
    async contract(saverId, contractId) {
      const found = await find(saverId, contractId)
      if (found === null) return null
      const { contract, provider } = found
      const providerName = provider?.name ?? contract.report.providerId
      return {
        contractId,
        label: labelOf(contract.report.holding) ?? providerName,
        providerName,
        reportable:
          contract.report.holding.kind === 'allman-pension'
            ? 'authority'
            : provider?.connected === true
              ? 'yes'
              : 'not-connected',
      }
    },

    async report(saverId, contractId, report) {
      const found = await find(saverId, contractId)
      if (found === null) return { kind: 'refused', why: 'no-such-contract' }
      const { holding, providerId } = found.contract.report
      const content: ErrandContent = {
        operation: 'anmalFel',
        contractNumber: holding.identity.contractNumber,
        text: textOf(report),
      }
      const result = await errands.handIn(saverId, providerId, content)
      if (result.kind === 'handed-in') return { kind: 'handed-in' }
      // Only a plan has a start.
      return { kind: 'refused', why: result.why === 'start-has-passed' ? 'cannot-be-sent' : result.why }
    },

    async list(saverId) {
      const [all, providers] = await Promise.all([errands.list(saverId), listProviders(deps.db)])
      const names = new Map(providers.map(({ id, name }) => [id, name]))
      return all.flatMap((errand) => reportView(errand, names.get(errand.providerId) ?? errand.providerId, deps.now()))
    },
  }
}

function reportView(errand: ErrandView, providerName: string, now: Date): FaultReportView[] {
  const { errandId, content, state, createdAt, receiptedAt, answer, reason } = errand
  if (content.operation !== 'anmalFel') return []
  const due = dueOf(errand, dayOf(now))
  return [
    {
      id: errandId,
      providerName,
      text: content.text,
      state: state === 'waiting' && receiptedAt !== null ? 'receipted' : state,
      sent: dayOf(createdAt),
      due: due?.day ?? null,
      overdue: due?.overdue === true,
      providersWords: answer ?? reason,
    },
  ]
}
