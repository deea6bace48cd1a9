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
import { needed, standReady } from './stand-in.ts'

const folder = needed('MAIL_DIR')

await mkdir(folder, { recursive: true })
let count = (await readdir(folder)).length

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
        const path = join(folder, `${String(++count).padStart(5, '0')}.eml`)
        await writeFile(`${path}.half`, mail)
        await rename(`${path}.half`, path)
      })
      .then(() => done(), done)
  },
})

server.listen(Number(needed('SMTP_PORT')), '127.0.0.1', () => {
  standReady({ process: 'mail' }, (done) => server.close(done))
})
