import type { ActionFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { isRefusal } from '../visitor.ts'
import { inCall, toRefusal } from './visitor.ts'

/** That the terms were read out and the caller said yes. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { staff, saver } = inCall(portal)
  if (staff === null) return toRefusal()
  const form = await request.formData()
  const version = form.get('version')
  if (saver === null) return redirect('/ombud/arende', 303)
  if (form.get('upplast') !== 'ja' || typeof version !== 'string') return redirect('/ombud/arende?olast', 303)
  try {
    await staff.ombud.readTerms(version)
  } catch (error) {
    if (isRefusal(error)) return toRefusal()
    throw error
  }
  return redirect('/ombud/arende', 303)
}
