/** A MIS 1.6 message to holdings. */
import type { XmlElement } from 'libxml2-wasm'
import type { AnswerAbout, DecodedAnswer } from '../../decoded.ts'
import { decodeMis } from '../decode.ts'
import { mis16 } from './version.ts'

/** @throws UnreadableXml, ProviderError */
export const decodeMis16 = (message: XmlElement, about: AnswerAbout): DecodedAnswer => decodeMis(mis16, message, about)
