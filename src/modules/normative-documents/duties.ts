/** Duties of a document that outlive its publication, by their keys. */
export const FILING_DUTY = 'normative-filing';
export const EXPIRY_DUTY = 'normative-expiry';
