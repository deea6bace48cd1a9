/** A room's services as they are made once, for any saver; each request is handed them bound to its own. */
export type ForAnySaver<Room> = {
  [Name in keyof Room]: Room[Name] extends (...given: infer Given) => infer Answer
    ? (saverId: string, ...given: Given) => Answer
    : never
}
