/** `npm run -s sbom [-- --licences]`: what production runs on, as CycloneDX JSON or as the list in docs/dependencies.md. */
import { CannotRun, runCommand } from './command.ts'
import { dependenciesOf, licenceList, readLock, sbomOf } from './dependencies.ts'

await runCommand(([wanted, ...rest]) => {
  if ((wanted !== undefined && wanted !== '--licences') || rest.length > 0) {
    throw new CannotRun('Use: npm run -s sbom [-- --licences]')
  }
  const lock = readLock()
  const dependencies = dependenciesOf(lock)
  process.stdout.write(
    wanted === undefined ? `${JSON.stringify(sbomOf(lock, dependencies), null, 2)}\n` : licenceList(dependencies),
  )
  return 0
})
