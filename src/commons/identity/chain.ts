/** The journal chain of everything done to and with one person's account. */
export const accountChain = (personId: string) => `account:${personId}`;
