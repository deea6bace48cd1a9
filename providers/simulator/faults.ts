/** What can be wrong with a simulated provider, switched on from outside. */
import { breakages } from './breakages.ts'

export const simulatedFaults = [
  'none',
  /** The connection breaks without a word. */
  'down',
  'http-500',
  'soap-fault',
  /** Bytes that are no XML. */
  'garbage',
  /** The answer, cut off in the middle. */
  'truncated',
  /** A page for people where a message was due. */
  'html',
  /** A reply of no bytes. */
  'empty',
  /** Longer than anyone waits. */
  'slow',
  /** The answer holds somebody else's contract. */
  'wrong-person',
  /** The answer belongs to another transaction. */
  'wrong-txid',
  /** An answer with no signature, where one is agreed. */
  'unsigned',
  /** Signed with a key that is not on file. */
  'wrong-signer',
  /** Signed an hour ago. */
  'stale-signature',
  /** Changed after it was signed. */
  'changed-after-signing',
  /** An agreement that nobody has heard of. */
  'unknown-code',
  /** A right answer: nothing is held. */
  'nothing',
  /** A right answer of a later day: more has been paid in, and it has grown. */
  'grown',
  /** A promised answer that is pushed twice. */
  'duplicate',
  /** A promised answer that never comes. */
  'silent',
  /** Broken in one way of many, for the conformance run. */
  ...breakages,
] as const
export type SimulatedFault = (typeof simulatedFaults)[number]
