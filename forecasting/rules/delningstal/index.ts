/** Delningstal: at an age (./at-age.ts), by the law's own formula (./life-table.ts), set anew (./omrakning.ts). */
export { calculateDelningstal } from './at-age.ts'
export { delningstalByFormula } from './life-table.ts'
export { omrakningVidRiktalder } from './omrakning.ts'
