/**
 * A mail server for one machine: takes whatever is sent to it, and keeps each mail as a file `NUMBER.eml` in MAIL_DIR.
 * It delivers nothing. `avvisad@…` is refused as an address that does not exist.
 *
 * From the environment: SMTP_PORT, MAIL_DIR.
 */
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

const { SMTP_PORT, MAIL_DIR = '' } = process.env

await mkdir(MAIL_DIR, { recursive: true })
let count = (await readdir(MAIL_DIR)).length

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo: ({ address }, _session, done) => {
    if (address.startsWith('avvisad@')) done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }))
    else done()
  },
  onData: (stream, _session, done) => {
    void buffer(stream)
      .then(async (mail) => {
        const path = join(MAIL_DIR, `${String(++count).padStart(5, '0')}.eml`)
        await writeFile(`${path}.half`, mail)
        await rename(`${path}.half`, path)
      })
      .then(() => done(), done)
  },
})

const stop = () => {
  server.close(() => process.exit(0))
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
// Whoever started it is gone.
process.stdin.on('end', stop).resume()

server.listen(Number(SMTP_PORT), '127.0.0.1', () => {
  console.log(JSON.stringify({ ready: true, process: 'mail' }))
})
