/** Holdings to a MIS 2.0 message. */
import type { Xml } from '../../xml/write.ts'
import type { MisMessage } from '../encode.ts'
import { encodeMis } from '../encode.ts'
import { mis20 } from './version.ts'

export const encodeMislife = (message: MisMessage): Xml => encodeMis(mis20, message)
