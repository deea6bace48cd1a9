import type { ActionFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { inCall, toRefusal } from './visitor.ts'

/** That the terms were read out and the caller said yes. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { staff, saver } = inCall(portal)
  if (staff === null) return toRefusal()
  const form = await request.formData()
  const version = form.get('version')
  if (saver === null) return redirect('/ombud/arende', 303)
  if (form.get('upplast') !== 'ja' || typeof version !== 'string') return redirect('/ombud/arende?olast', 303)
  await staff.ombud.readTerms(version)
  return redirect('/ombud/arende', 303)
}
