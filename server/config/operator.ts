/** What an operator's commands read of the environment: neither the portal's nor the worker's other secrets. */
import type { KeyObject } from 'node:crypto'
import type { Environment } from './environment.ts'
import { readVariables, variable } from './environment.ts'
import { publicKeysFile, someText } from './kinds.ts'
import type { Secrets } from './secrets.ts'
import { secretVariables } from './secrets.ts'

/** For checking the access log. */
export interface AuditConfig {
  readonly accessLogKeys: Secrets['accessLogKeys']
  readonly rootsFolder: string
  /** Those that have signed the ends, the first of them first. */
  readonly publicKeys: readonly KeyObject[]
}

/** @throws ConfigError */
export function loadAuditConfig(env?: Environment): AuditConfig {
  const read = readVariables(
    {
      ACCESS_LOG_KEYS: secretVariables.ACCESS_LOG_KEYS,
      ACCESS_LOG_ROOTS_DIR: variable(someText, 'must be the folder outside the database with the signed ends'),
      ACCESS_LOG_PUBLIC_KEY_FILE: variable(
        publicKeysFile,
        'must be the path of a readable PEM file with the public keys that have signed the ends, the first of them first',
      ),
    },
    env,
  )
  return {
    accessLogKeys: read.ACCESS_LOG_KEYS,
    rootsFolder: read.ACCESS_LOG_ROOTS_DIR,
    publicKeys: read.ACCESS_LOG_PUBLIC_KEY_FILE,
  }
}

/** For changing the master key. @throws ConfigError */
export const loadKeysConfig = (env?: Environment): Pick<Secrets, 'masterKeys'> => ({
  masterKeys: readVariables({ ENCRYPTION_KEYS: secretVariables.ENCRYPTION_KEYS }, env).ENCRYPTION_KEYS,
})
