import { type ApiProblem, problemOf } from '#workbench/kit/problem.ts';
import type { WorkingCopyDetail, WorkingCopySaved } from '../working-copy-contract.ts';

/** Where a working copy stands on the server, as this window knows it. */
export interface CopyHandle {
  readonly id: string;
  readonly version: number;
}

export type SaveState =
  | { readonly kind: 'clean' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly reasons: readonly string[] }
  /** Another window of the same person saved other text; nothing is sent until the person has chosen. */
  | { readonly kind: 'elsewhere'; readonly theirs: WorkingCopyDetail };

/** How the saver reaches the server. */
export interface CopyKeeper<D> {
  begin(draft: D): Promise<WorkingCopySaved>;
  save(copy: CopyHandle, draft: D): Promise<WorkingCopySaved>;
  /** What the server has of it now; undefined when there is none. */
  look(copy: CopyHandle | undefined): Promise<WorkingCopyDetail | undefined>;
  discard(copy: CopyHandle): Promise<unknown>;
}

/** Saved so long after the last key; tried again so long after a failure. */
export const AUTOSAVE_MS = 2_000;
export const AGAIN_MS = 10_000;
const OWN_TEXTS = 3;

/**
 * Brings what is typed to the server: one request at a time, the newest text last, tried again until it got through. Never
 * writes over what another window saved: that is told, and waits for `mine` or for the person to take the other's.
 */
export class AutoSaver<D> {
  readonly #keeper: CopyKeeper<D>;
  readonly #tell: (state: SaveState, copy: CopyHandle | undefined) => void;
  #copy: CopyHandle | undefined;
  #pending: D | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;
  #stopped = false;
  /** Another window's text is there and nobody has chosen yet. */
  #blocked = false;
  #held = false;
  /** What this window began with or sent lately: found on the server, it is our own, though the answer was lost. */
  #own: readonly string[];

  constructor(
    keeper: CopyKeeper<D>,
    tell: (state: SaveState, copy: CopyHandle | undefined) => void,
    begun: { readonly copy?: CopyHandle | undefined; readonly draft?: D | undefined } = {},
  ) {
    this.#keeper = keeper;
    this.#tell = tell;
    this.#copy = begun.copy;
    this.#own = begun.draft === undefined ? [] : [JSON.stringify(begun.draft)];
  }

  get copy(): CopyHandle | undefined {
    return this.#copy;
  }

  /** What is typed and not on the server yet. */
  get unsent(): D | undefined {
    return this.#quiet ? undefined : this.#pending;
  }

  change(draft: D): void {
    this.#pending = draft;
    if (this.#quiet) return;
    if (!this.#sending) this.#tell({ kind: 'waiting' }, this.#copy);
    this.#schedule(AUTOSAVE_MS);
  }

  /** Saves now what is typed; resolves when there is nothing left to send or the server did not take it. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#sending) await this.#sending;
    if (this.#pending === undefined || this.#quiet) return;
    this.#sending = this.#send(this.#pending);
    await this.#sending;
    this.#sending = undefined;
    if (this.unsent !== undefined) this.#schedule(AUTOSAVE_MS);
  }

  /** Sends nothing while `work` is under way, such as saving the text for good; afterwards again. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#held = true;
    try {
      await this.#sending;
      return await work();
    } finally {
      this.#held = false;
      if (this.unsent !== undefined) this.#schedule(AUTOSAVE_MS);
    }
  }

  get #quiet(): boolean {
    return this.#stopped || this.#blocked || this.#held;
  }

  /** This window's text counts: it is saved over the other window's. */
  async mine(theirs: WorkingCopyDetail, draft: D): Promise<void> {
    this.#copy = { id: theirs.id, version: theirs.version };
    this.#blocked = false;
    this.#pending = draft;
    await this.flush();
  }

  /** Ends the saving; with `discard` the copy on the server goes too. */
  async stop({ discard = false } = {}): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#sending;
    if (discard && this.#copy) await this.#keeper.discard(this.#copy).catch(() => undefined);
  }

  #schedule(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), after);
  }

  async #send(draft: D): Promise<void> {
    this.#tell({ kind: 'saving' }, this.#copy);
    try {
      this.#saved(await this.#deliver(draft), draft);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.stale) await this.#compare(draft, problem);
      else this.#failed(problem);
    }
  }

  async #deliver(draft: D): Promise<WorkingCopySaved> {
    this.#own = [...this.#own, JSON.stringify(draft)].slice(-OWN_TEXTS);
    if (!this.#copy) return this.#keeper.begin(draft);
    try {
      return await this.#keeper.save(this.#copy, draft);
    } catch (error) {
      // Saved as a revision or given up in another window: the text here is begun anew.
      if (problemOf(error).code !== 'not-found') throw error;
      this.#copy = undefined;
      return this.#keeper.begin(draft);
    }
  }

  #saved(saved: WorkingCopySaved, draft: D): void {
    this.#copy = { id: saved.id, version: saved.version };
    if (this.#pending === draft) this.#pending = undefined;
    this.#tell({ kind: 'saved', at: saved.savedAt }, this.#copy);
  }

  /** Another version is there: our own, whose answer was lost, or another window's. */
  async #compare(draft: D, problem: ApiProblem): Promise<void> {
    try {
      const theirs = await this.#keeper.look(this.#copy);
      if (!theirs) {
        this.#copy = undefined;
        this.#failed(problem);
        return;
      }
      if (this.#own.includes(JSON.stringify(theirs.draft))) {
        this.#copy = { id: theirs.id, version: theirs.version };
        this.#saved(await this.#keeper.save(this.#copy, draft), draft);
        return;
      }
      this.#blocked = true;
      this.#tell({ kind: 'elsewhere', theirs }, this.#copy);
    } catch (error) {
      this.#failed(problemOf(error));
    }
  }

  #failed(problem: ApiProblem): void {
    this.#tell({ kind: 'failed', reasons: problem.reasons }, this.#copy);
    this.#schedule(AGAIN_MS);
  }
}
