/** What processes have cost so far, as Linux counts it: in hundredths of a second. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** After the name, which may hold anything: state, parent … user and system time, and those of ended children. */
const fieldsOf = (pid: number): string[] =>
  readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []

const milliseconds = (hundredths: readonly string[]): number =>
  hundredths.reduce((sum, value) => sum + Number(value), 0) * 10

/** Milliseconds of CPU of one process. */
export const processCpu = (pid: number): number => milliseconds(fieldsOf(pid).slice(11, 13))

/** Milliseconds of CPU of the postmaster, of all that it has started, and of those of them that have ended. */
export function postgresCpu(folder: string): number {
  const postmaster = Number.parseInt(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8'), 10)
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const fields = fieldsOf(Number(pid))
        return Number(fields[1]) === postmaster ? fields.slice(11, 13) : []
      } catch {
        return []
      }
    })
  return milliseconds([...fieldsOf(postmaster).slice(11, 15), ...children])
}
