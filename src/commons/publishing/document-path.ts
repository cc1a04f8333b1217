/** Where a document stands on the portal, by its index number; kept for good, also as the stub of a withdrawn one. */
export const documentPath = (indexNumber: string): string => `/documents/${encodeURIComponent(indexNumber)}`;
