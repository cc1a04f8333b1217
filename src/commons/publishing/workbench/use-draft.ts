import { useCallback, useEffect, useRef, useState } from 'react';
import { draftOf } from '#workbench/kit/draft.ts';
import { useLeaveWarning } from '#workbench/kit/index.ts';
import type { Content } from '../contract.ts';
import type { WorkingCopyDetail } from '../working-copy-contract.ts';
import { AutoSaver, type CopyHandle, type SaveState } from './auto-saver.ts';
import { changed, type Draft, isDraft } from './draft.ts';
import { keeperOf } from './working-copy-keeper.ts';

/** Written to the window so long after the last key, so that a long text is not stored for every letter. */
const REST_MS = 400;

export interface DraftBeginning {
  /** The document it changes; left out: a new one. */
  readonly documentId?: string;
  /** A working copy to go on with. */
  readonly copy?: WorkingCopyDetail | undefined;
}

/** Is something kept in this window under `name` that was not saved? */
export const keptHere = (name: string): boolean => isDraft(draftOf(name).read());

/**
 * A draft under way: kept in this window under `name` and as a private working copy on the server until it is saved, restored
 * when the screen is opened again, and not left without a question. `letGo` forgets it.
 */
export function useDraft(name: string, first: Draft, { documentId, copy: given }: DraftBeginning = {}) {
  const [store] = useState(() => draftOf(name));
  const [begun] = useState(() => beginningOf(store.read(), given, first));
  const [restored, setRestored] = useState(begun.restored);
  const [draft, setDraft] = useState<Draft>(begun.draft);
  const [dirty, setDirty] = useState(begun.restored);
  const [saving, setSaving] = useState<SaveState>(begun.saving);
  /** Changes when the body has to be shown anew. */
  const [beginning, begin] = useState(0);
  const makeSaver = (from: Partial<ReturnType<typeof beginningOf>>) => {
    const keeper = keeperOf(documentId, from.copyId);
    return { keeper, saver: new AutoSaver<Draft>(keeper, setSaving, from) };
  };
  const [{ keeper, saver }, setSaver] = useState(() => makeSaver(begun.restored ? begun : {}));
  const release = useLeaveWarning(dirty);
  const latest = useRef({ draft, dirty, saver, keeper });
  latest.current = { draft, dirty, saver, keeper };

  const keepHere = useCallback(() => {
    const { draft: now, saver: its, keeper: by, dirty: unsaved } = latest.current;
    if (unsaved) store.keep({ ...now, copyId: by.id, copy: its.copy });
  }, [store]);

  useEffect(() => {
    if (!dirty) return;
    saver.change(draft);
    const timer = setTimeout(keepHere, REST_MS);
    return () => clearTimeout(timer);
  }, [draft, dirty, saver, keepHere]);

  // Whoever closes the window or the screen right after the last key loses nothing either.
  useEffect(() => {
    const leave = () => {
      keepHere();
      const { dirty: unsaved, saver: its, keeper: by } = latest.current;
      if (unsaved && its.unsent) by.part(its.copy, its.unsent);
    };
    const hide = () =>
      document.visibilityState === 'hidden' && latest.current.dirty && void latest.current.saver.flush();
    const reached = () => void latest.current.saver.flush();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', reached);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', reached);
      document.removeEventListener('visibilitychange', hide);
      keepHere();
      const its = latest.current.saver;
      void its.flush().finally(() => its.stop());
    };
  }, [keepHere]);

  const change = useCallback((changes: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...changes }));
    setDirty(true);
  }, []);
  /** The form begins again with another text. */
  const show = (next: Draft) => {
    setDraft(next);
    begin((n) => n + 1);
  };
  return {
    draft,
    dirty,
    restored,
    saving,
    beginning,
    change,
    changeContent(changes: Partial<Content>) {
      setDraft((now) => ({ ...now, content: changed(now, changes) }));
      setDirty(true);
    },
    /** Other text takes the place of what was typed: a merge, or what another window has. */
    takeUp(next: Draft, copy?: WorkingCopyDetail) {
      if (copy) {
        void saver.stop();
        setSaver(makeSaver({ copyId: copy.id, copy, draft: next }));
      }
      show(next);
      setDirty(true);
    },
    /** What was typed is given up, here and on the server. */
    startOver() {
      void saver.stop({ discard: true });
      setSaver(makeSaver({}));
      setSaving({ kind: 'clean' });
      store.drop();
      setRestored(false);
      setDirty(false);
      show(first);
    },
    /** The text of this window counts, not that of another. */
    countsHere: () => saving.kind === 'elsewhere' && void saver.mine(saving.theirs, draft),
    /** Saves for good; no copy is sent meanwhile. */
    during: <T>(work: () => Promise<T>): Promise<T> => saver.during(work),
    /** Saved for good. The server has dropped the copy of a revision itself; that of a new document is taken away. */
    letGo() {
      latest.current = { draft, dirty: false, saver, keeper };
      void saver.stop({ discard: documentId === undefined });
      setSaving({ kind: 'clean' });
      setDirty(false);
      store.drop();
      release();
    },
  };
}
export type DraftInHand = ReturnType<typeof useDraft>;

interface Beginning {
  readonly draft: Draft;
  readonly copyId: string | undefined;
  readonly copy: CopyHandle | undefined;
  readonly restored: boolean;
  readonly saving: SaveState;
}

function beginningOf(kept: unknown, given: WorkingCopyDetail | undefined, first: Draft): Beginning {
  if (given && isDraft(given.draft))
    return {
      draft: given.draft as Draft,
      copyId: given.id,
      copy: { id: given.id, version: given.version },
      restored: true,
      saving: { kind: 'saved', at: given.savedAt },
    };
  const clean = { saving: { kind: 'clean' } } as const;
  if (!isDraft(kept)) return { draft: first, copyId: undefined, copy: undefined, restored: false, ...clean };
  const { copyId, copy, ...draft } = kept as Draft & Partial<Pick<Beginning, 'copyId' | 'copy'>>;
  return { draft, copyId, copy, restored: true, ...clean };
}
