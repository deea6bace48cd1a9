/** The fault codes of SSEK 2.0. */
export const ssekFaultCodes = [
  'AsynchMethodUnsupported',
  'ContentInvalid',
  'IncorrectContext',
  'MessageNotProcessed',
  'NoResultAvailable',
  'ReceiverIdUnknown',
  'SenderIdUnknown',
  'Timeout',
  'TxIdInvalid',
  'TxIdMissing',
  'TxIdNotAllowed',
  'TxIdUnknown',
  'WebServiceUnavailable',
  'WebServiceUnsupported',
] as const
export type SsekFaultCode = (typeof ssekFaultCodes)[number]

const known: ReadonlySet<string> = new Set(ssekFaultCodes)

/** @returns null when SSEK has no such code */
export const parseSsekFaultCode = (code: string): SsekFaultCode | null =>
  known.has(code) ? (code as SsekFaultCode) : null
