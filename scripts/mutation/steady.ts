/**
 * Set-up file of vitest for mutants: generated cases are the same in every run, so that a mutant that chance alone
 * kills does not come and go; and a counter-example is not made smaller, as nobody reads it.
 */
import { configureGlobal } from 'fast-check'

configureGlobal({ seed: 1994, endOnFailure: true })
