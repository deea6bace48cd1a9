/** The age asked about as it stands in the address: `?vid=70`; without one it is tomorrow. */
export interface AskedDeath {
  /** Completed months; null: tomorrow. */
  readonly asked: number | null
  readonly unreadable: boolean
}

export function readDeathAge(search: URLSearchParams): AskedDeath {
  const text = search.get('vid')?.trim() ?? ''
  if (text === '') return { asked: null, unreadable: false }
  return /^\d{1,3}$/.test(text) ? { asked: Number(text) * 12, unreadable: false } : { asked: null, unreadable: true }
}
