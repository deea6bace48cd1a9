/**
 * Signs and verifies SSEK messages on the command line, as the portal does.
 *
 *     npm run -s ssek -- sign FILE --key KEY --cert CERT      the signed message, to stdout
 *     npm run -s ssek -- verify FILE --cert CERT [--at TIME]  what was signed of the message, to stdout
 *
 * KEY and CERT are PEM files. `verify` takes CERT as the one on file for the sender, and TIME (ISO 8601, now unless
 * said) as the time of arrival. What is wrong is said on stderr, in one line that quotes nothing of the message.
 *
 *     0  done
 *     1  the signature is refused
 *     2  wrong use, or a file that cannot be read
 *     3  nothing is wrong with the signature but its time
 */
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { InvalidHeader, readEnvelope } from '#providers/ssek/envelope.ts'
import { certificateOnFile } from '#providers/ssek/policy.ts'
import { RejectedSignature, Signer } from '#providers/ssek/signature.ts'
import { organisationNumberIn } from '#providers/ssek/transport.ts'
import { UnreadableXml } from '#providers/xml/document.ts'
import { CannotRun, orCannotRun, runCommand } from './command.ts'

const usage = `Use: npm run -s ssek -- sign FILE --key KEY --cert CERT
     npm run -s ssek -- verify FILE --cert CERT [--at TIME]`

function read(file: string | undefined): Buffer {
  if (file === undefined) throw new CannotRun(usage)
  return orCannotRun(`Cannot read ${file}`, () => readFileSync(file))
}

function signed(file: string, key: string | undefined, cert: string | undefined): string {
  const [keyPem, certPem] = [read(key), read(cert)].map((pem) => pem.toString())
  const signer = orCannotRun(
    'Key and certificate are not a pair that may sign: RSA of 2048 bits or more, or ECDSA on P-256 or P-384',
    () => new Signer({ keyPem: keyPem ?? '', certPem: certPem ?? '' }),
  )
  return signer.sign(read(file), new Date())
}

function verified(file: string, cert: string | undefined, at: string | undefined): Buffer {
  const certificate = orCannotRun('Not a certificate', () => new X509Certificate(read(cert)))
  const now = at === undefined ? new Date() : new Date(at)
  if (Number.isNaN(now.getTime())) throw new CannotRun('Not a time')
  using envelope = readEnvelope(read(file), {
    organisationNumber: organisationNumberIn(certificate) ?? '',
    certificates: [certificateOnFile(certificate, 'signing')],
    now,
    isRevoked: () => false,
  })
  if (envelope.signatureValue === null) throw new RejectedSignature('The message is not signed')
  return Buffer.from(envelope.content)
}

function run(): string | Buffer {
  const { values, positionals } = orCannotRun(usage, () =>
    parseArgs({
      allowPositionals: true,
      options: { key: { type: 'string' }, cert: { type: 'string' }, at: { type: 'string' } },
    }),
  )
  const [command, file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new CannotRun(usage)
  if (command === 'sign') return signed(file, values.key, values.cert)
  if (command === 'verify') return verified(file, values.cert, values.at)
  throw new CannotRun(usage)
}

function exitCodeOf(error: Error): number | null {
  if (error instanceof RejectedSignature) return error.onlyTime ? 3 : 1
  return error instanceof UnreadableXml || error instanceof InvalidHeader ? 2 : null
}

await runCommand(() => {
  process.stdout.write(run())
  return 0
}, exitCodeOf)
