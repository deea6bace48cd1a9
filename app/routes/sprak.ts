import type { ActionFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { localPath } from '../components/addresses.ts'

const choice = z.object({ sprak: z.enum(['sv', 'en']), till: z.unknown() })

/** Nothing to see at the address itself. */
export const loader = () => redirect('/')

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const form = choice.safeParse(Object.fromEntries(await request.formData()))
  if (!form.success) return redirect('/')
  const cookie = await portal.chooseLanguage(form.data.sprak)
  return redirect(localPath(form.data.till), { status: 303, headers: { 'Set-Cookie': cookie } })
}
