/** Finds every term of a list in a text in one pass: A. V. Aho, M. J. Corasick, CACM 18(6), 1975. */
export class TermFinder {
  readonly #next: Map<string, number>[] = [new Map()];
  readonly #fail: number[] = [0];
  /** Terms that end at a state, those of its suffixes included. */
  readonly #ends: number[][] = [[]];
  readonly #terms: readonly string[];

  constructor(terms: readonly string[]) {
    this.#terms = terms;
    for (const [n, term] of terms.entries()) this.#add(term, n);
    this.#link();
  }

  *find(text: string): Generator<{ readonly term: number; readonly start: number; readonly end: number }> {
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      const c = text.charAt(i);
      while (state !== 0 && !this.#next[state]?.has(c)) state = this.#fail[state] ?? 0;
      state = this.#next[state]?.get(c) ?? 0;
      for (const term of this.#ends[state] ?? []) {
        yield { term, start: i + 1 - (this.#terms[term]?.length ?? 0), end: i + 1 };
      }
    }
  }

  #add(term: string, n: number): void {
    let state = 0;
    for (let i = 0; i < term.length; i++) {
      const c = term.charAt(i);
      let to = this.#next[state]?.get(c);
      if (to === undefined) {
        to = this.#next.push(new Map()) - 1;
        this.#fail.push(0);
        this.#ends.push([]);
        this.#next[state]?.set(c, to);
      }
      state = to;
    }
    this.#ends[state]?.push(n);
  }

  #link(): void {
    const waiting = [...(this.#next[0]?.values() ?? [])];
    for (let state = waiting.shift(); state !== undefined; state = waiting.shift()) {
      for (const [c, to] of this.#next[state] ?? []) {
        let back = this.#fail[state] ?? 0;
        while (back !== 0 && !this.#next[back]?.has(c)) back = this.#fail[back] ?? 0;
        const target = this.#next[back]?.get(c) ?? 0;
        this.#fail[to] = target;
        this.#ends[to]?.push(...(this.#ends[target] ?? []));
        waiting.push(to);
      }
    }
  }
}
