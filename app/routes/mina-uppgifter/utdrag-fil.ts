import type { LoaderFunctionArgs } from '@remix-run/node'
import { isRefusal, visitingOwn } from '../visitor.ts'

const formats = ['json', 'csv', 'pdf'] as const

/** The extract as a file to keep. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs): Promise<Response> {
  const { saver } = visitingOwn(request, portal)
  if (!saver) return toPage()
  const format = formats.find((known) => known === params.format)
  if (format === undefined) throw new Response(null, { status: 404 })
  try {
    const { name, contentType, bytes } = await saver.mine.extract(format, portal.language)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': contentType,
        'Content-Disposition': `attachment; filename="${name}"`,
        'Cache-Control': 'no-store',
      },
    })
  } catch (error) {
    if (isRefusal(error)) return toPage()
    throw error
  }
}

/** Whoever is logged out meets the page that says so. */
const toPage = (): Response => new Response(null, { status: 303, headers: { Location: '/mina-uppgifter/utdrag' } })
