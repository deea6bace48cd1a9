type Unwrapped<Answer> = Answer extends { readonly init: ResponseInit | null; readonly data: infer Data }
  ? Data
  : Answer extends { readonly headers: Headers }
    ? never
    : Answer

/**
 * What a loader or an action gives its page, with optional parts as they are: `useLoaderData<Loaded<typeof loader>>()`.
 * Remix's own type makes `undefined` of what may be left out, which our view models do not allow.
 */
export type Loaded<Ask extends (...given: never[]) => unknown> = Unwrapped<Awaited<ReturnType<Ask>>>
