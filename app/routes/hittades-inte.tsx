import type { PageHandle } from '../components/page-handle.ts'

export const handle: PageHandle = { title: 'notFound' }

/** Every unknown address: the root's error page has the words. */
export function loader(): never {
  throw new Response(null, { status: 404 })
}

export default function NotFound() {
  return null
}
