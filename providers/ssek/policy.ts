/**
 * What is agreed with a peer beyond the register row (SSEK's policy). The transport is always TLS with a client
 * certificate; the message itself is protected as said here.
 *
 * This is the place of message signatures (WS-Security): the client signs the finished envelope in `postProcess` of
 * the SOAP call (./client.ts), both sides verify in `readEnvelope` (./envelope.ts), and the receiver answers a bad
 * one with a fault before the message reaches `onMessage` (./receiver.ts).
 */
export type MessageSecurity = 'none'
