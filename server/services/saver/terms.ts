/** The terms in force. A new version is asked for again; its text is app/'s, under the same version. */
export const termsVersion = '2027-01'
