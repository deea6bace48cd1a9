/** `node --import ./bench/in-doubles.ts …` runs a program with plain doubles in place of decimals. */
import { registerHooks } from 'node:module'

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'decimal.js'
      ? { url: new URL('doubles.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
})
