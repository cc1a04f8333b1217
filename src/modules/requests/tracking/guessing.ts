import { LRUCache } from 'lru-cache';

/** Wrong codes for one number, from wherever, until those who have been wrong must wait. Ours; a code has 94 bits, so this is for noise and alarm. */
export const WRONG_FOR_A_NUMBER = 10;
/** Wrong pairs from one network, whatever the numbers. */
export const WRONG_FROM_A_NETWORK = 30;
const PERIOD_MS = 15 * 60_000;
const REMEMBERED = 20_000;

interface Wrong {
  times: number;
  until: number;
}

/**
 * Counts wrong pairs of number and code. Whoever has been wrong too often, or was wrong about a number that many are wrong about, waits; whoever
 * has not been wrong is always answered, so that nobody can shut an applicant out by guessing at their number. Counts are this process's own.
 */
export class Guessing {
  readonly #numbers = new LRUCache<string, Wrong>({ max: REMEMBERED });
  readonly #networks = new LRUCache<string, Wrong>({ max: REMEMBERED });
  readonly #pairs = new LRUCache<string, Wrong>({ max: REMEMBERED });
  readonly #factor: number;
  readonly #now: () => number;

  constructor(factor: number, now = () => performance.now()) {
    this.#factor = factor;
    this.#now = now;
  }

  /** After how many seconds this network may ask about this number again; 0 when it may now. */
  wait(network: string, receipt: string): number {
    const [byNetwork, byNumber, both] = [
      this.#of(this.#networks, network),
      this.#of(this.#numbers, receipt),
      this.#of(this.#pairs, `${network} ${receipt}`),
    ];
    const refused = [
      ...(byNetwork && byNetwork.times >= WRONG_FROM_A_NETWORK * this.#factor ? [byNetwork] : []),
      ...(both && byNumber && byNumber.times >= WRONG_FOR_A_NUMBER * this.#factor ? [byNumber] : []),
    ];
    return Math.max(0, ...refused.map(({ until }) => Math.ceil((until - this.#now()) / 1000)));
  }

  /** One more wrong pair. Gives whether the number has just become one that many are wrong about. */
  wrong(network: string, receipt: string): boolean {
    this.#add(this.#networks, network);
    this.#add(this.#pairs, `${network} ${receipt}`);
    return this.#add(this.#numbers, receipt) === WRONG_FOR_A_NUMBER * this.#factor;
  }

  #of(kept: LRUCache<string, Wrong>, key: string): Wrong | undefined {
    const found = kept.get(key);
    return found && this.#now() < found.until ? found : undefined;
  }

  #add(kept: LRUCache<string, Wrong>, key: string): number {
    const found = this.#of(kept, key) ?? { times: 0, until: this.#now() + PERIOD_MS };
    found.times += 1;
    kept.set(key, found);
    return found.times;
  }
}
