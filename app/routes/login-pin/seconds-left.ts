/** Until a moment (ISO text); 0 when it has come. */
export const secondsLeft = (moment: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(moment) - now) / 1000))
