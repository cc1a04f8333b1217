export { cleaningKind } from './cleaning-kind.ts';
export { cleaningAnnouncement } from './cleaning-results.ts';
export { ledgerCheck, ledgerListener } from './entering.ts';
export { recordFiling } from './filing.ts';
export { feature } from './module.ts';
export { settleLedger } from './watch.ts';
export { beginCleaning, decide, propose } from './cleaning.ts';
export { type CountedNorm, normsOfYear } from './year-count.ts';
