import type { Editor } from '@tiptap/core';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { readability, WRITING_CHECKS, type WritingFinding, writingFindings } from '#kernel/body/writing-checks.ts';

/** Looked at so long after the last key. */
const REST_MS = 600;

/** What is found while writing, beside the text: what stands in the way first; each leads to its place. */
export function WritingChecks({
  editor,
  html,
  requiredParts,
  attachments,
}: {
  readonly editor: Editor;
  readonly html: string;
  readonly requiredParts: readonly string[];
  readonly attachments: readonly string[];
}) {
  const [looked, setLooked] = useState(html);
  useEffect(() => {
    const timer = setTimeout(() => setLooked(html), REST_MS);
    return () => clearTimeout(timer);
  }, [html]);
  if (looked === '') return null;
  const findings = writingFindings(looked, { requiredParts, attachments });
  const blocks = findings.filter(({ severity }) => severity === 'block');
  const advice = findings.filter(({ severity }) => severity === 'advice');
  const { sentences, average, long, verdict } = readability(looked);
  return (
    <section className="writing-checks" aria-label="写作检查">
      <p role="status">
        {findings.length === 0 && '写作检查：没有发现问题。'}
        {blocks.length > 0 && <strong className="piece-wrong">必须改正 {blocks.length} 处</strong>}
        {advice.length > 0 && <span>建议 {advice.length} 处</span>}
        {sentences > 0 && (
          <span className="muted">
            可读性：{verdict}（平均每句 {average} 字，长句占 {Math.round(long * 100)}%）
          </span>
        )}
      </p>
      {findings.length > 0 && (
        <details open={blocks.length > 0}>
          <summary>逐条查看</summary>
          <ul>
            {[...blocks, ...advice].slice(0, MOST).map((finding, at) => (
              // Findings have no key of their own; the list is made anew each time.
              // biome-ignore lint/suspicious/noArrayIndexKey: the order is the list.
              <li key={at}>
                <Line finding={finding} jump={() => jumpTo(editor, finding)} />
              </li>
            ))}
          </ul>
          {findings.length > MOST && <p className="muted">还有 {findings.length - MOST} 处，改正后显示。</p>}
        </details>
      )}
    </section>
  );
}

const MOST = 50;

function Line({ finding, jump }: { readonly finding: WritingFinding; readonly jump: () => void }) {
  const { check, severity, sentence, where, excerpt, suggestion } = finding;
  return (
    <>
      <span className={severity === 'block' ? 'piece-wrong' : 'muted'}>
        {severity === 'block' ? '必须改正' : '建议'}·{WRITING_CHECKS[check]}
      </span>{' '}
      {sentence}
      {suggestion && <span className="muted">（{suggestion}）</span>}
      {check !== 'required-part' && (
        <Button type="link" size="small" onClick={jump} aria-label={`到${where.words}：${sentence}`}>
          {where.words}
          {excerpt && `「${excerpt}」`}
        </Button>
      )}
    </>
  );
}

/** The block of a finding comes into sight with its words chosen, and the keys go to the text. */
function jumpTo(editor: Editor, { where, excerpt }: WritingFinding): void {
  const { doc, tr } = editor.state;
  if (where.block >= doc.childCount) return;
  let at = 0;
  for (let n = 0; n < where.block; n++) at += doc.child(n).nodeSize;
  const block = doc.child(where.block);
  if (block.isAtom) tr.setSelection(NodeSelection.create(doc, at));
  else {
    const words = excerpt.replace(/…$/, '');
    const place = wordsIn(editor, at, words);
    tr.setSelection(place ? TextSelection.create(doc, ...place) : TextSelection.near(doc.resolve(at + 1)));
  }
  editor.view.dispatch(tr.scrollIntoView());
  const { node } = editor.view.domAtPos(tr.selection.from);
  (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' });
  editor.view.focus();
}

function wordsIn(editor: Editor, at: number, words: string): [number, number] | undefined {
  let place: [number, number] | undefined;
  const block = editor.state.doc.nodeAt(at);
  if (words === '' || !block) return undefined;
  editor.state.doc.nodesBetween(at, at + block.nodeSize, (node, position) => {
    if (!node.isTextblock || place) return !place;
    const from = node.textBetween(0, node.content.size, undefined, '\ufffc').indexOf(words);
    if (from >= 0) place = [position + 1 + from, position + 1 + from + words.length];
    return false;
  });
  return place;
}
