/** Debian's `xmlsec1`, a signer and verifier that we did not write, for tests. */
import { spawnSync } from 'node:child_process'
import { soapNamespace, ssekNamespace, wsseNamespace, wsuNamespace } from '../ssek/namespaces.ts'

export const hasXmlsec1 = spawnSync('xmlsec1', ['--version']).status === 0

/** It takes no attribute for an id unless it is told to, element by element. */
const idAttributes = [
  ['--id-attr:Id', `${soapNamespace}:Body`],
  ['--id-attr:Id', `${ssekNamespace}:SSEK`],
  ['--id-attr:Id', `${wsuNamespace}:Timestamp`],
  ['--id-attr:Id', `${wsseNamespace}:BinarySecurityToken`],
].flat()

function run(args: readonly string[]): { readonly ok: boolean; readonly output: string } {
  const { status, stdout, stderr } = spawnSync('xmlsec1', args, { encoding: 'utf8', timeout: 10_000 })
  return { ok: status === 0, output: stdout + stderr }
}

export const verifyWithXmlsec1 = (messageFile: string, certFile: string): { ok: boolean; output: string } =>
  run(['--verify', '--pubkey-cert-pem', certFile, ...idAttributes, messageFile])

/** @param templateFile a message whose signature has no values yet. @returns the message signed */
export function signWithXmlsec1(templateFile: string, keyFile: string): string {
  const { ok, output } = run(['--sign', '--privkey-pem', keyFile, ...idAttributes, templateFile])
  if (!ok) throw new Error(`xmlsec1: ${output}`)
  return output
}

/** Takes the values out of a signature, for another program to put its own in. */
export const asTemplate = (signed: string): string =>
  signed
    .replace(/<ds:DigestValue>[^<]*/g, '<ds:DigestValue>')
    .replace(/<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>')
