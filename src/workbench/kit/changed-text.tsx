import type { TextSegment } from '#kernel/text-difference.ts';

/** Running text with what is new and what is gone, marked for the eye and said for the ear. */
export function ChangedText({ segments }: { readonly segments: readonly TextSegment[] }) {
  return segments.map(({ kind, text }, at) => {
    const key = `${at} ${kind}`;
    if (kind === 'same') return <span key={key}>{text}</span>;
    const Mark = kind === 'added' ? 'ins' : 'del';
    const said = kind === 'added' ? '新增' : '删除';
    return (
      <Mark key={key}>
        <span className="unseen">{said}：</span>
        {text}
        <span className="unseen">（{said}结束）</span>
      </Mark>
    );
  });
}
