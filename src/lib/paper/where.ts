// Where a paper says it can be checked: the house that made it, as in its version.

/** "tafel.example.org/verify", from an issuer's origin. */
export const checkAddress = (issuer: string): string => `${issuer.replace(/^https?:\/\//, '')}/verify`;
