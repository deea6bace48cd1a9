/**
 * The part of the old decorator-metadata proposal that @peculiar/x509 (through tsyringe) asks for when it is loaded.
 *
 * It reads the metadata of its own classes, which have none, and falls back to their defaults. So "there is nothing"
 * is the right answer to every question, and a polyfill package would be weight for nothing. Import this file before
 * @peculiar/x509.
 */
const nothing = (): undefined => undefined

Object.assign(Reflect, { getMetadata: nothing, getOwnMetadata: nothing })
