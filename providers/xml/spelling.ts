/**
 * How a vocabulary spells its names. We tell names in small letters with underscores (`belopp_per_manad`); a vocabulary
 * of another habit is read and written through its spelling, and nothing else differs.
 */
export interface Spelling {
  /** From the wire to ours. */
  read(name: string): string
  /** From ours to the wire. */
  write(name: string): string
}

export const asWritten: Spelling = { read: (name) => name, write: (name) => name }

/** Each name is met thousands of times and there are few of them. */
function remembered(spell: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>()
  return (name) => {
    const before = known.get(name)
    if (before !== undefined) return before
    const spelled = spell(name)
    // Names come from outside until the schema has been held against them.
    if (known.size < 1000) known.set(name, spelled)
    return spelled
  }
}

/** `BeloppPerManad`. */
export const capitalised: Spelling = {
  read: remembered((name) => name.replace(/(?<=[a-z])(?=[A-Z0-9])/g, '_').toLowerCase()),
  write: remembered((name) => name.replace(/(?:^|_)([a-z0-9])/g, (_, first: string) => first.toUpperCase())),
}
