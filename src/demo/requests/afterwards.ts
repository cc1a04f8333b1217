import type { Actor } from '#kernel/policy.ts';
import {
  callBackAs,
  copyOfRecord,
  decideDispute,
  examineCopyAs,
  fileAway,
  rateReply,
  recordDispute,
} from '#modules/requests/index.ts';
import { act, type Services } from '#platform/services.ts';
import type { Disputed, LetterWritten, Merged, Rated, RecordMade } from './case.ts';

/** What is known of a request while its story is told. */
export interface Told {
  id: string;
  arrivedOn: string;
  /** Number and code, where it came by the web. */
  pair: { readonly receipt: string; readonly code: string };
  /** By their places in the story. */
  readonly letters: Map<number, string>;
}

interface Around {
  readonly services: Services;
  readonly told: Told;
  readonly step: (who: Promise<Actor>, name: string, fields: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly officer: () => Promise<Actor>;
  readonly clerk: () => Promise<Actor>;
  readonly head: () => Promise<Actor>;
}

type Decided = NonNullable<Disputed['decided']>;
type Returned = NonNullable<LetterWritten['returned']>;
type Call = NonNullable<Rated['calls']>[number];

/** What happens seldom, each by the person whose part it is; `at` is its place in the story. */
export function afterwardsOf({ services, told, step, officer, clerk, head }: Around) {
  const today = () => services.time.today();
  const disputes = new Map<number, string>();
  const ratings = new Map<number, string>();
  let copyId = '';
  return {
    async merge({ mergedInto, reason }: Merged) {
      const { id: intoId } = await services.db
        .selectFrom('matter')
        .select('id')
        .where('kind', '=', 'request')
        .where('title', '=', mergedInto)
        .executeTakeFirstOrThrow();
      await step(officer(), 'merge', { intoId, reason });
    },
    cameBack: (at: number, { reason, evidence }: Returned) =>
      step(officer(), 'recordUndelivered', { letterId: told.letters.get(at), returnedOn: today(), reason, evidence }),
    sendAgain: (at: number, { channel, proof }: NonNullable<Returned['again']>) =>
      step(officer(), 'resendLetter', { letterId: told.letters.get(at), sentOn: today(), channel, proof }),
    async takeOn(at: number, { dispute }: Disputed) {
      const caseNumber = dispute.caseNumber.replace('{year}', today().slice(0, 4));
      const id = await act(services, await officer(), (a) =>
        recordDispute(a, told.id, { ...dispute, caseNumber, filedOn: a.today }),
      );
      disputes.set(at, id);
    },
    async decided(at: number, { after: _after, ...decision }: Decided) {
      await act(services, await officer(), (a) =>
        decideDispute(a, told.id, disputes.get(at) ?? '', { ...decision, decidedOn: a.today }),
      );
    },
    async rate(at: number, { rated }: Rated) {
      ratings.set(at, await rateReply(services, told.id, told.pair, rated));
    },
    async callBack(at: number, { outcome, words }: Call) {
      await callBackAs(services, await officer(), told.id, ratings.get(at) ?? '', { outcome, words });
    },
    async attach({ record }: RecordMade) {
      copyId = await copyOfRecord(services, await clerk(), told.id, record);
    },
    examine: async ({ examined }: RecordMade) => examineCopyAs(services, await head(), told.id, copyId, examined),
    fileAway: async () => fileAway(services, await officer(), told.id),
  };
}
