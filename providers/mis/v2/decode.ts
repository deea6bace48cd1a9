/** A MIS 2.0 message to holdings. */
import type { XmlElement } from 'libxml2-wasm'
import type { AnswerAbout, DecodedAnswer } from '../../decoded.ts'
import type { Extension } from '../decode.ts'
import { decodeMis } from '../decode.ts'
import { mis20 } from './version.ts'

/** @throws UnreadableXml, ProviderError */
export const decodeMislife = (message: XmlElement, about: AnswerAbout, extension?: Extension): DecodedAnswer =>
  decodeMis(mis20, message, about, extension)
