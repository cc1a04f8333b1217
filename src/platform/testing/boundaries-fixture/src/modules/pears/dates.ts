// The date check: one line for each of its rules, and one that is excused.
export const made = new Date();
export const read = Date.now();
export const plain = Temporal.Now.plainDateISO();
export const taken = (on: { getUTCDate(): number }) => on.getUTCDate();
export const later = 7 * 86_400_000;
// date-ok: what a library wants.
export const excused = new Date();
// new Date() in a comment is only talked about.
