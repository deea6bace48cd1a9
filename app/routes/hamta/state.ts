import type { LoaderFunctionArgs } from '@remix-run/node'

/** How the collection stands, for the page that is already open. Its script asks with `X-Background: 1`. */
export async function loader({ context: { portal } }: LoaderFunctionArgs): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  if (!portal.saver?.terms.approved) return Response.json(null, { status: 401, headers })
  return Response.json(await portal.saver.collection(), { headers })
}
