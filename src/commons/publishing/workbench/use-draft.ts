import { useEffect, useRef, useState } from 'react';
import { draftOf } from '#workbench/kit/draft.ts';
import { useLeaveWarning } from '#workbench/kit/index.ts';
import type { Content } from '../contract.ts';
import { type Draft, isDraft } from './draft.ts';

/** Written so long after the last key, so that a long text is not stored for every letter. */
const REST_MS = 400;

/**
 * A draft under way: kept in this window under `name` until it is saved, restored when the screen is opened again, and not
 * left without a question. `letGo` forgets it.
 */
export function useDraft(name: string, first: Draft) {
  const [store] = useState(() => draftOf(name));
  const [kept] = useState(() => store.read());
  const [restored, setRestored] = useState(isDraft(kept));
  const [draft, setDraft] = useState<Draft>(isDraft(kept) ? kept : first);
  const [dirty, setDirty] = useState(restored);
  /** Changes when the body has to be shown anew. */
  const [beginning, begin] = useState(0);
  const release = useLeaveWarning(dirty);
  useEffect(() => {
    if (!dirty) return;
    const timer = setTimeout(() => store.keep({ ...draft }), REST_MS);
    return () => clearTimeout(timer);
  }, [draft, dirty, store]);
  const latest = useRef({ draft, dirty });
  latest.current = { draft, dirty };
  // Whoever closes the window or the screen right after the last key loses nothing either.
  useEffect(() => {
    const keepNow = () => latest.current.dirty && store.keep({ ...latest.current.draft });
    window.addEventListener('pagehide', keepNow);
    return () => {
      window.removeEventListener('pagehide', keepNow);
      keepNow();
    };
  }, [store]);
  const change = (changes: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...changes }));
    setDirty(true);
  };
  return {
    draft,
    dirty,
    restored,
    beginning,
    change,
    changeContent(changes: Partial<Content>) {
      setDraft((now) => ({ ...now, content: { ...now.content, ...changes } }));
      setDirty(true);
    },
    startOver() {
      store.drop();
      setDraft(first);
      setRestored(false);
      setDirty(false);
      begin((n) => n + 1);
    },
    letGo() {
      latest.current = { draft, dirty: false };
      setDirty(false);
      store.drop();
      release();
    },
  };
}
export type DraftInHand = ReturnType<typeof useDraft>;
