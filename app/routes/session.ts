import type { LoaderFunctionArgs } from '@remix-run/node'

/** Which session the browser has, for pages that are already open; asking does not keep it alive. */
export function loader({ context: { portal } }: LoaderFunctionArgs): Response {
  return Response.json({ sessionTag: portal.sessionTag }, { headers: { 'Cache-Control': 'no-store' } })
}
