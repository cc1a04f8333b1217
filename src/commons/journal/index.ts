export { type HashedEntry, type JournalRecord, appendJournal, entryHash, matterChain } from './append.ts';
export type { Finding, Verification } from './contract.ts';
export { feature } from './module.ts';
export { sealDays, unsealedDays } from './seal.ts';
export { keepView, keepViewOnce } from './views.ts';
export { verdictOn, verifyJournal } from './verify.ts';
