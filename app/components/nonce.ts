import { createContext, useContext } from 'react'

/** The response's nonce while rendering on the server; in the browser it is hidden and not needed. */
export const NonceContext = createContext<string | undefined>(undefined)
export const useNonce = (): string | undefined => useContext(NonceContext)
