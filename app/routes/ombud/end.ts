import type { ActionFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { isRefusal } from '../visitor.ts'
import { atDesk, toRefusal } from './visitor.ts'

/** The end of the call, and of the consent with it. */
export async function action({ context: { portal } }: ActionFunctionArgs) {
  const { staff } = atDesk(portal)
  if (!staff) return toRefusal()
  try {
    await staff.ombud.endCase()
  } catch (error) {
    if (isRefusal(error)) return toRefusal()
    throw error
  }
  // Browsers may keep what is no-store for the back button; this takes it from them.
  return redirect('/ombud', { status: 303, headers: { 'Clear-Site-Data': '"cache"' } })
}
