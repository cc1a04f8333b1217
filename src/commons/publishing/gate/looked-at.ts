import type { LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import type { ContentType } from '../content-type.ts';
import type { Content } from '../contract.ts';
import type { CheckKey, GateFinding } from './contract.ts';

/** A text before the gate, as every check sees it. */
export interface LookedAt {
  readonly db: Db | Tx;
  readonly services: Services;
  readonly today: LocalDate;
  readonly type: ContentType;
  readonly content: Content;
  /** Undefined while a new document is being written. */
  readonly documentId: string | undefined;
  /** Who is writing it, where that is not among its authors yet. */
  readonly writer?: string;
  /** Documents that go out in the same second: links to them will be good. Asked only where something hangs on it. */
  readonly companions: () => Promise<ReadonlySet<string>>;
}

export interface GateCheck {
  readonly key: CheckKey;
  readonly run: (at: LookedAt) => Promise<readonly GateFinding[]>;
}
