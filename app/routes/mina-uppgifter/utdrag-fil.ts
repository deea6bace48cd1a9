import type { LoaderFunctionArgs } from '@remix-run/node'
import { visitingOwn } from '../visitor.ts'

const formats = ['json', 'csv', 'pdf'] as const

/** The extract as a file to keep. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs): Promise<Response> {
  const { saver } = visitingOwn(request, portal)
  // Whoever is logged out meets the page that says so.
  if (!saver) return new Response(null, { status: 303, headers: { Location: '/mina-uppgifter/utdrag' } })
  const format = formats.find((known) => known === params.format)
  if (format === undefined) throw new Response(null, { status: 404 })
  const { name, contentType, bytes } = await saver.mine.extract(format, portal.language)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  })
}
