import type { LoaderFunctionArgs } from '@remix-run/node'
import type { ForecastAnswer } from '#server/services/api/forecast.ts'
import { readChoices } from '../../choices/address.ts'

/** What the open page is answered with; the first is of the choices asked, the others of neighbouring ages. */
export interface ForecastAnswers {
  readonly answers: readonly ForecastAnswer[]
}

/**
 * The answer to a choice on the forecast page that is already open, `?alder=67-3`; with `runt=12` those a year before
 * and after it too, so that the slider finds them at hand.
 */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  // The page may be older than the session that the browser has now.
  const asking = request.headers.get('X-Session')
  const isOther = asking !== null && asking !== portal.sessionTag
  if (isOther || !portal.saver?.terms.approved) return Response.json(null, { status: 401, headers })
  const search = new URL(request.url).searchParams
  const around = /^\d{1,2}$/.test(search.get('runt') ?? '') ? Number(search.get('runt')) : 0
  const answers = await portal.saver.forecast.answers(readChoices(search).choices, around)
  if (answers === null) return Response.json(null, { status: 404, headers })
  return Response.json({ answers } satisfies ForecastAnswers, { headers })
}
