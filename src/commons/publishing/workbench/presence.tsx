import { useEffect, useRef, useState } from 'react';
import { chineseDateTime, instant } from '#kernel/dates.ts';
import { api } from '#workbench/kit/index.ts';
import { type EditorLine, HEARTBEAT_SECONDS } from '../working-copy-contract.ts';

/** Without a touch for so long, a window left open gives no more signs: it must not keep its session alive. */
const AWAKE_MS = 5 * 60_000;

/**
 * Others who are writing at a document, asked for every 20 seconds while somebody is at this window. With `writing` one counts
 * as writing oneself, until the screen is left.
 */
export function useEditors(documentId: string, writing = false): readonly EditorLine[] {
  const [editors, show] = useState<readonly EditorLine[]>([]);
  const path = `/api/documents/${documentId}/presence`;
  const touched = useRef(performance.now());
  useEffect(() => {
    let left = false;
    const touch = () => {
      touched.current = performance.now();
    };
    const ask = async () => {
      if (document.visibilityState === 'hidden' || performance.now() - touched.current > AWAKE_MS) return;
      try {
        const found = await (writing ? api.put<readonly EditorLine[]>(path, {}) : api.get<readonly EditorLine[]>(path));
        if (!left) show(found);
      } catch {
        // Who else is writing is a comfort: unreached, the screen goes on without it; the next turn asks again.
        if (!left) show([]);
      }
    };
    const back = () => document.visibilityState === 'visible' && void ask();
    const leave = () => writing && api.parting('DELETE', path);
    void ask();
    const timer = setInterval(() => void ask(), HEARTBEAT_SECONDS * 1000);
    for (const event of ['keydown', 'pointerdown', 'scroll'])
      document.addEventListener(event, touch, { passive: true, capture: true });
    document.addEventListener('visibilitychange', back);
    window.addEventListener('pagehide', leave);
    return () => {
      left = true;
      clearInterval(timer);
      for (const event of ['keydown', 'pointerdown', 'scroll'])
        document.removeEventListener(event, touch, { capture: true });
      document.removeEventListener('visibilitychange', back);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [path, writing]);
  return editors;
}

/** Who else is writing, with unit and since when; said aloud when it changes. */
export function Editors({
  editors,
  writing = false,
}: {
  readonly editors: readonly EditorLine[];
  readonly writing?: boolean;
}) {
  return (
    <div role="status" aria-live="polite">
      {editors.length > 0 && (
        <p className="editors">
          {editors
            .map(
              ({ name, unitName, since }) =>
                `${name}${unitName ? `（${unitName}）` : ''}从 ${chineseDateTime(instant(since)).slice(-5)} 起`,
            )
            .join('、')}
          {writing ? '也' : ''}在修改这份文稿。
          {writing && '两人都能保存：后保存的会看到对方改了什么，逐处选择，不会互相覆盖。'}
        </p>
      )}
    </div>
  );
}
