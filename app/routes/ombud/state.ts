import type { LoaderFunctionArgs } from '@remix-run/node'
import { atDesk } from './visitor.ts'

/** How the call stands, for the page that is already open; nothing of the caller's. */
export async function loader({ context: { portal } }: LoaderFunctionArgs): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  const { staff } = atDesk(portal)
  if (staff === null) return Response.json(null, { status: portal.staff === null ? 401 : 403, headers })
  const { state } = await staff.ombud.desk()
  return Response.json({ state }, { headers })
}
