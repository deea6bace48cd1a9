/** Holdings to a MIS 1.6 message. */
import type { Xml } from '../../xml/write.ts'
import type { MisMessage } from '../encode.ts'
import { encodeMis } from '../encode.ts'
import { mis16 } from './version.ts'

export const encodeMis16 = (message: MisMessage): Xml => encodeMis(mis16, message)
