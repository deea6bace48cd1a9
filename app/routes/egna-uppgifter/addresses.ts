import type { OwnEntryKind, OwnEntryView } from '#server/services/api/entries.ts'

export const ownEntries = '/egna-uppgifter'
export const newEntry = (what: OwnEntryKind): string => `${ownEntries}/post?typ=${what}`
/** With its kind, so that what is typed finds its form even when the entry is removed meanwhile. */
export const changedEntry = ({ entryId, content }: Pick<OwnEntryView, 'entryId' | 'content'>): string =>
  `${newEntry(content.what)}&id=${entryId}`
export const removedEntry = ({ entryId }: Pick<OwnEntryView, 'entryId'>): string =>
  `${ownEntries}/ta-bort?id=${entryId}`
export const faultIn = (contractId: string): string => `${ownEntries}/fel?avtal=${encodeURIComponent(contractId)}`
