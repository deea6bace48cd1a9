/**
 * How long our servers keep a connection on which nothing comes, in milliseconds: longer than proxies and providers
 * keep theirs (a minute is usual), so that it is the one who sends that ends it. What is sent just as we end one would
 * be lost.
 */
export const keptIdleMs = 75_000
