import { useMemo } from 'react';
import { differenceOf } from '#kernel/text-difference.ts';
import { textOf } from './safe-html.ts';

/** How one body differs from another, in the running text: what is new underlined, what is gone struck through, both in words for the ear. */
export function TextDifference({ before, after }: { readonly before: string; readonly after: string }) {
  const segments = useMemo(() => differenceOf(textOf(before), textOf(after)), [before, after]);
  if (segments.every(({ kind }) => kind === 'same')) return <p className="muted">正文的文字没有不同。</p>;
  return (
    <div className="difference">
      {segments.map(({ kind, text }, at) => {
        const key = `${at} ${kind}`;
        if (kind === 'added')
          return (
            <ins key={key}>
              <span className="unseen">增加：</span>
              {text}
              <span className="unseen">（增加结束）</span>
            </ins>
          );
        if (kind === 'removed')
          return (
            <del key={key}>
              <span className="unseen">删去：</span>
              {text}
              <span className="unseen">（删去结束）</span>
            </del>
          );
        return <span key={key}>{shortened(text, at === 0, at === segments.length - 1)}</span>;
      })}
    </div>
  );
}

/** So much of an unchanged stretch is shown on either side of a change. */
const CONTEXT = 120;

function shortened(text: string, first: boolean, last: boolean): string {
  const head = first ? '' : text.slice(0, CONTEXT);
  const tail = last ? '' : text.slice(-CONTEXT);
  return text.length <= 2 * CONTEXT
    ? text
    : `${head}\n…（此处 ${text.length - head.length - tail.length} 字没有变化）…\n${tail}`;
}
