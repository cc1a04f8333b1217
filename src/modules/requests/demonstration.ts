import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { act, type Services } from '#platform/services.ts';
import { say } from './answers/saying.ts';
import { openAnswers } from './answers/taking.ts';
import { addUpOffers, type OfferEvent, tellOffer } from './offered/counting.ts';
import { askArchive } from './archive/asking.ts';
import { makeArchives } from './archive/making.ts';
import type { UploadPurpose } from './contract.ts';
import { lettersOf } from './letters/letters.ts';
import { recordCallBack } from './ratings/calling-back.ts';
import type { CallOutcome } from './ratings/contract.ts';
import { coverWord } from './records/covering.ts';
import { examineCopy } from './records/examining.ts';
import { askCopy, makeWaitingCopies } from './records/making.ts';
import { addRecord, examinedFile } from './records/receiving.ts';
import { readWaitingRecords } from './records/recognising.ts';
import { prepareWaitingRecords, recordWorkJob } from './records/working.ts';
import type { Pair } from './tracking/tickets.ts';
import { keepFile, type SentFile } from './uploads/sent-files.ts';

// What the demonstration has people do around a request that is no step of it: each by the command its screen or page would call.

export interface ToldFile {
  readonly name: string;
  /** As of the day it is sent in. */
  readonly bytes: (on: LocalDate) => Promise<Uint8Array>;
}

export interface ToldRecord extends ToldFile {
  /** Covered wherever it stands. */
  readonly cover: readonly { readonly word: string; readonly reason: 'privacy' | 'trade-secret' }[];
}

/** An applicant sends files ahead of the application that names them. */
export async function sendAhead(
  services: Services,
  files: readonly (ToldFile & { readonly purpose: UploadPurpose })[],
): Promise<readonly SentFile[]> {
  const kept: SentFile[] = [];
  for (const { purpose, name, bytes } of files)
    kept.push(
      await keepFile(services, { purpose, name, bytes: Buffer.from(await bytes(services.time.today())) }, () => 0),
    );
  return kept;
}

/** Whoever handles a request attaches a record, covers words in it and has its copy made and checked. Gives the copy; refuses one that was not passed. */
export async function copyOfRecord(
  services: Services,
  clerk: Actor,
  requestId: string,
  { name, bytes, cover }: ToldRecord,
): Promise<string> {
  const file = await examinedFile(
    services,
    clerk,
    Readable.from([Buffer.from(await bytes(services.time.today()))]),
    name,
  );
  const recordId = await act(services, clerk, (a) => addRecord(a, requestId, file));
  await prepareWaitingRecords(services);
  await readWaitingRecords(services);
  let version = 0;
  for (const { word, reason } of cover)
    ({ version } = await act(services, clerk, (a) => coverWord(a, requestId, recordId, { version, word, reason })));
  const copyId = await act(services, clerk, (a) => askCopy(a, requestId, recordId, version, recordWorkJob));
  await makeWaitingCopies(services);
  return copyId;
}

export const examineCopyAs = (services: Services, actor: Actor, requestId: string, copyId: string, opinion: string) =>
  act(services, actor, (a) => examineCopy(a, requestId, copyId, opinion));

/** The applicant rates the last reply, with number and code. Gives the rating. */
export async function rateReply(
  services: Services,
  requestId: string,
  pair: Pair,
  { grade, text }: { readonly grade: number; readonly text?: string },
): Promise<string> {
  const reply = (await lettersOf(services.db, requestId)).findLast(
    ({ kind, state }) => kind === 'reply' && state === 'sent',
  );
  const id = randomUUID();
  await say(services, pair, id, { kind: 'rating', grade, ...(reply && { letterId: reply.id }), ...(text && { text }) });
  await openAnswers(services);
  return id;
}

export const callBackAs = (
  services: Services,
  officer: Actor,
  requestId: string,
  answerId: string,
  call: { readonly outcome: CallOutcome; readonly words: string },
) => act(services, officer, (a) => recordCallBack(a, requestId, answerId, { calledOn: a.today, ...call }));

/** The whole file of a request in one package, made at once. */
export async function fileAway(services: Services, officer: Actor, requestId: string): Promise<void> {
  await act(services, officer, (a) => askArchive(a, requestId));
  await makeArchives(services);
}

/** What became of answers that were offered to people while they wrote. */
export async function offersTold(services: Services, events: readonly OfferEvent[]): Promise<void> {
  for (const event of events) await tellOffer(services, event);
  await addUpOffers(services);
}
