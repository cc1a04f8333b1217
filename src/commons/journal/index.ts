export { type HashedEntry, type JournalRecord, appendJournal, entryHash, matterChain } from './append.ts';
