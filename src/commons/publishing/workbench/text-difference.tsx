import { Segmented, Switch } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { TextSegment } from '#kernel/text-difference.ts';
import { ChangedText } from '#workbench/kit/index.ts';
import { type BlockChange, compareBodies } from './compare-bodies.ts';
import { cleanHtml } from './safe-html.ts';

type Side = 'before' | 'after' | 'both';

/** How one body differs from another: side by side where there is room, else in one column. What is new and what is gone is marked for the eye and said for the ear. */
export function TextDifference({ before, after }: { readonly before: string; readonly after: string }) {
  const changes = useMemo(() => compareBodies(cleanHtml(before), cleanHtml(after)), [before, after]);
  const [beside, setBeside] = useState(() => window.matchMedia('(min-width: 1000px)').matches);
  const [all, showAll] = useState(false);
  const changed = changes.filter(({ kind }) => kind !== 'same').length;
  if (changed === 0) return <p className="muted">正文没有不同。</p>;
  return (
    <section className="difference-block" aria-label="正文的不同">
      <p className="tool-row difference-tools">
        <span>正文有 {changed} 处不同。</span>
        <Segmented
          aria-label="对比方式"
          value={beside}
          onChange={setBeside}
          options={[
            { value: true, label: '左右并排' },
            { value: false, label: '合在一起' },
          ]}
        />
        <span>
          <Switch size="small" checked={all} onChange={showAll} aria-label="显示没有变化的段落" /> 显示没有变化的段落
        </span>
      </p>
      <div className={beside ? 'difference difference-beside' : 'difference'}>
        <Changes changes={all ? changes : aroundChanges(changes)} sides={beside ? ['before', 'after'] : ['both']} />
      </div>
    </section>
  );
}

/** Changes in one column, without tools: as part of something else. */
export function BodyChanges({ changes }: { readonly changes: readonly BlockChange[] }) {
  return (
    <div className="difference difference-plain">
      <Changes changes={changes} sides={['both']} />
    </div>
  );
}

/** A stretch of blocks that did not change, left out. */
interface LeftOut {
  readonly kind: 'left-out';
  readonly blocks: number;
}

/** The changes with one unchanged block on either side; what is further away is counted. */
function aroundChanges(changes: readonly BlockChange[]): (BlockChange | LeftOut)[] {
  const near = changes.map((_, at) => changes.slice(Math.max(0, at - 1), at + 2).some(({ kind }) => kind !== 'same'));
  const result: (BlockChange | LeftOut)[] = [];
  for (const [at, change] of changes.entries()) {
    const last = result.at(-1);
    if (near[at]) result.push(change);
    else if (last?.kind === 'left-out') result[result.length - 1] = { kind: 'left-out', blocks: last.blocks + 1 };
    else result.push({ kind: 'left-out', blocks: 1 });
  }
  return result;
}

function Changes({
  changes,
  sides,
}: {
  readonly changes: readonly (BlockChange | LeftOut)[];
  readonly sides: readonly Side[];
}) {
  return changes.map((change, at) => {
    const key = `${at} ${change.kind}`;
    if (change.kind === 'left-out')
      return (
        <p key={key} className="difference-left-out">
          …（此处 {change.blocks} 段没有变化）…
        </p>
      );
    return (
      <div key={key} className={`difference-row difference-${change.kind}`}>
        {sides.map((side) => (
          <div key={side}>{shownAt(change, side) && <Block change={change} side={side} />}</div>
        ))}
      </div>
    );
  });
}

const ONLY_BEFORE = new Set(['removed', 'moved-away']);
const ONLY_AFTER = new Set(['added', 'moved-here']);
const shownAt = ({ kind }: BlockChange, side: Side) =>
  side === 'both' || !(side === 'before' ? ONLY_AFTER : ONLY_BEFORE).has(kind);

function Block({ change, side }: { readonly change: BlockChange; readonly side: Side }): ReactNode {
  const note = noteOf(change);
  return (
    <>
      {note && <span className="difference-note">{note}</span>}
      {change.cells ? (
        <span className="difference-cells">
          {change.cells.map((segments, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells have no name but their place.
            <span key={at} className="difference-cell">
              <Segments segments={segments} side={side} />
            </span>
          ))}
        </span>
      ) : change.parts ? (
        <Changes changes={aroundChanges(change.parts)} sides={[side]} />
      ) : (
        <Segments segments={change.segments} side={side} />
      )}
    </>
  );
}

function noteOf({ kind, sort, onlyForm }: BlockChange): string | undefined {
  if (kind === 'moved-away') return `${sort}移到了别处`;
  if (kind === 'moved-here') return `${sort}从别处移来`;
  if (onlyForm) return `${sort}文字相同，格式、链接或图片有变化`;
  return kind === 'changed' && (sort === '表格' || sort === '列表') ? `${sort}有改动` : undefined;
}

/** Running text with what is new and what is gone; on one side only what belongs there. */
function Segments({ segments, side }: { readonly segments: readonly TextSegment[]; readonly side: Side }) {
  const gone = side === 'before' ? 'added' : 'removed';
  return <ChangedText segments={side === 'both' ? segments : segments.filter(({ kind }) => kind !== gone)} />;
}
