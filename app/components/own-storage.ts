/**
 * In another site's page a browser may refuse to store anything, and throws at the mere mention. What asks all the same
 * (Remix, as it looks up pages) gets a store that lives as long as the page.
 */
export function ownStorageWhereRefused(): void {
  try {
    sessionStorage.getItem('')
  } catch {
    const kept = new Map<string, string>()
    const store: Storage = {
      get length() {
        return kept.size
      },
      key: (index) => [...kept.keys()][index] ?? null,
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
      clear: () => kept.clear(),
    }
    Object.defineProperty(window, 'sessionStorage', { value: store })
  }
}
