import type { LoaderFunctionArgs } from '@remix-run/node'

/** How the collection stands, for the page that is already open. Its script asks with `X-Background: 1`. */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  // The page may be older than the session that the browser has now.
  const asking = request.headers.get('X-Session')
  const isOther = asking !== null && asking !== portal.sessionTag
  if (isOther || !portal.saver?.terms.approved) return Response.json(null, { status: 401, headers })
  return Response.json(await portal.saver.collection(), { headers })
}
