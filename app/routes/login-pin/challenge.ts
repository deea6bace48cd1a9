import type { LoaderFunctionArgs } from '@remix-run/node'

/** Work for the visitor's computer, asked for by the check of the login page. */
export async function loader({ context: { portal } }: LoaderFunctionArgs): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  if (portal.pinLogin === null) return Response.json(null, { status: 404, headers })
  const challenge = await portal.pinLogin.challenge()
  return Response.json(challenge, { status: challenge === null ? 429 : 200, headers })
}
