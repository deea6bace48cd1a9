/** `npm run -s sbom [-- --licences]`: what production runs on, as CycloneDX JSON or as the list in docs/dependencies.md. */
import { dependenciesOf, licenceList, readLock, sbomOf } from './dependencies.ts'

const lock = readLock()
const dependencies = dependenciesOf(lock)
const [wanted, ...rest] = process.argv.slice(2)
if ((wanted !== undefined && wanted !== '--licences') || rest.length > 0) {
  process.stderr.write('Use: npm run -s sbom [-- --licences]\n')
  process.exitCode = 2
} else {
  process.stdout.write(
    wanted === undefined ? `${JSON.stringify(sbomOf(lock, dependencies), null, 2)}\n` : licenceList(dependencies),
  )
}
