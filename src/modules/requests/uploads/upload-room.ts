import { Allowance, callerOf } from '#platform/rate-limit.ts';
import { FILE_LIMITS, KEPT_HOURS } from './sent-files.ts';

// Files come from anybody, before anything else is known of an application. What waits has a bound for all together in the database; here one network
// is kept from taking it all, and many who send at once from filling the memory.

const MB = 1024 * 1024;
/** Ours: a dozen applications with everything they may bring, from one network, while files wait. All together have seven times as much. */
const KEPT_OF_ONE = 12 * FILE_LIMITS.files * FILE_LIMITS.bytes;
/** Ours: in memory at one time, of one network and of all. */
const HELD_OF_ONE = 2 * FILE_LIMITS.files * FILE_LIMITS.bytes;
const HELD_OF_ALL = 200 * MB;

/** What is held of one form while it is read. */
export interface HeldForm {
  /** Whether so many bytes more may be held. */
  take(bytes: number): boolean;
  /** After how many seconds so many bytes more may be kept; 0 for now. */
  keep(bytes: number): number;
  /** What was held is let go; to be called whatever happened. */
  end(): void;
}

/** The room for files of one process: two processes have twice as much. */
export class UploadRoom {
  readonly #kept: Allowance;
  readonly #held = new Map<string, number>();
  #all = 0;

  constructor(limitFactor: number) {
    this.#kept = new Allowance(KEPT_OF_ONE * limitFactor, KEPT_HOURS * 3_600_000);
  }

  begin(address: string): HeldForm {
    const network = callerOf(address);
    let own = 0;
    const add = (bytes: number) => {
      own += bytes;
      this.#all += bytes;
      const held = (this.#held.get(network) ?? 0) + bytes;
      if (held > 0) this.#held.set(network, held);
      else this.#held.delete(network);
    };
    return {
      take: (bytes) => {
        const fits = this.#all + bytes <= HELD_OF_ALL && (this.#held.get(network) ?? 0) + bytes <= HELD_OF_ONE;
        if (fits) add(bytes);
        return fits;
      },
      keep: (bytes) => this.#kept.ask(network, bytes),
      end: () => add(-own),
    };
  }
}
