import { LRUCache } from 'lru-cache';

interface Asked {
  count: number;
  /** When this caller may begin anew, on the monotonic clock. */
  until: number;
}

/** Callers remembered for one route; who has not asked for longest is forgotten first. */
const MOST_CALLERS = 20_000;

/**
 * Counts how often each caller has asked for one route. A caller's period begins with the first request and ends after
 * `periodMs`, whatever else is asked meanwhile. Counts are this process's own: two processes allow twice as much.
 */
export class Allowance {
  readonly #max: number;
  readonly #periodMs: number;
  /** Made when somebody asks: it reserves its room at once, and most routes are asked seldom. */
  #callers: LRUCache<string, Asked> | undefined;

  constructor(max: number, periodMs: number) {
    this.#max = max;
    this.#periodMs = periodMs;
  }

  /** Counts one request, or as many bytes as it brings. Gives 0 when it may go on, else after how many whole seconds the caller may ask again; what is refused counts for nothing. */
  ask(caller: string, weight = 1): number {
    const now = performance.now();
    this.#callers ??= new LRUCache({ max: MOST_CALLERS });
    const asked = this.#callers.get(caller);
    if (!asked || now >= asked.until) {
      this.#callers.set(caller, { count: weight, until: now + this.#periodMs });
      return 0;
    }
    if (asked.count + weight > this.#max) return Math.ceil((asked.until - now) / 1000);
    asked.count += weight;
    return 0;
  }
}

/**
 * Whom an address stands for. Of IPv6 one line has at least a /64 (RFC 6177), and its owner may take any of its addresses:
 * the network counts. An IPv4 address written as IPv6 is itself.
 */
export function callerOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const front = groupsOf(head);
  const back = groupsOf(tail ?? '');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill('0'), ...back];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** Each group without leading zeros; the dotted end of an address stands for two. */
const groupsOf = (part: string): string[] =>
  part === ''
    ? []
    : part
        .toLowerCase()
        .split(':')
        .flatMap((group) => (group.includes('.') ? ['0', '0'] : [group.replace(/^0+(?=.)/, '')]));
