/** Logging in by personal number and PIN: the door, and what a saver does about their PIN once they are in. */

export interface PinServices {
  read(): Promise<PinView>
  /** A new PIN by letter. The one before is of no use from then on. */
  order(): Promise<PinOrderResult>
  turnOff(): Promise<void>
}

export interface PinView {
  /** Whether letters are sent at all. */
  readonly offered: boolean
  /** Then no letter is sent. */
  readonly protectedIdentity: boolean
  /** `used-up`: too many wrong ones, it takes a new letter. */
  readonly state: 'off' | 'ordered' | 'sent' | 'used-up' | 'not-sent'
  /** Why it was not sent. */
  readonly reason: 'protected' | 'no-address' | null
  /** Moments as ISO texts. */
  readonly orderedAt: string | null
  /** Until then no PIN is taken for the saver's number; null: it is. */
  readonly lockedUntil: string | null
}

export interface PinOrderResult {
  readonly kind: 'ordered' | 'protected' | 'not-offered' | 'too-many'
}

/** For one request, whoever sends it. */
export interface PinLogin {
  logIn(typed: PinTyped): Promise<PinLoginAnswer>
  /** Work for the visitor's computer (ALTCHA). @returns null when too many were asked for from there */
  challenge(): Promise<object | null>
  /** Takes a place in the queue. @returns when its turn comes, as ISO text; null when there are too many in it */
  queue(): Promise<string | null>
  /** Of the place taken before; null: none. */
  readonly turn: string | null
}

export interface PinTyped {
  readonly number: string
  readonly pin: string
  /** Of a challenge; empty: none. */
  readonly solution: string
}

export type PinLoginAnswer =
  | { readonly kind: 'in' }
  | { readonly kind: 'refused' | 'prove' | 'too-many' }
  | { readonly kind: 'too-early'; readonly seconds: number }
  /** What cannot be a personal number, or a PIN. */
  | { readonly kind: 'unreadable'; readonly number: boolean; readonly pin: boolean }
