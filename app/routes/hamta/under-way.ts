import type { CollectionView } from '#server/services/api.ts'

/** Whether what a page of the collection has loaded shows one that goes on. */
export const isUnderWay = (loaded: unknown): boolean =>
  typeof loaded === 'object' &&
  loaded !== null &&
  'collection' in loaded &&
  (loaded.collection as CollectionView | null)?.state === 'under-way'
