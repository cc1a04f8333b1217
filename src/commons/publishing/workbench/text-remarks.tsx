import { Button, Input, Select, Switch } from 'antd';
import { useEffect, useId, useMemo, useState } from 'react';
import { api, Block, Moment, useRead, useWrite } from '#workbench/kit/index.ts';
import type { QuoteAnchor } from '#kernel/quote-anchor.ts';
import { REMARK_ACTS, type RemarkAct, type TextRemarkLine } from '../text-remark-contract.ts';
import { titleOfFact, useFactNames } from './changed-facts.ts';
import { blocksIn, mark, rangeOf, selectedIn } from './quote-places.ts';

export const remarksPath = (documentId: string): string => `/api/documents/${documentId}/text-remarks`;

/** The remarks of a document that are not settled. */
export function useOpenRemarks(documentId: string): readonly TextRemarkLine[] {
  const remarks = useRead<readonly TextRemarkLine[]>(remarksPath(documentId));
  return remarks.data?.filter(({ settled }) => !settled) ?? [];
}

/**
 * Remarks beside the text they are about: made on selected words, a paragraph or a field; answered, settled and opened again.
 * Everything works by keyboard; what is marked in the text is listed here too.
 */
export function TextRemarks({
  documentId,
  type,
  revision,
  text,
  stamp,
}: {
  readonly documentId: string;
  readonly type: string;
  /** The revision on the screen; left out while it is being changed, when none is made. */
  readonly revision?: number;
  /** Finds the element that holds the body on this screen. */
  readonly text: string;
  /** Changes when the text does. */
  readonly stamp: string;
}) {
  const remarks = useRead<readonly TextRemarkLine[]>(remarksPath(documentId));
  const [all, showAll] = useState(false);
  const [making, make] = useState<{ readonly selected: QuoteAnchor | undefined }>();
  const lines = remarks.data ?? [];
  const open = lines.filter(({ settled }) => !settled);
  const shown = all ? lines : open;
  const standing = useStanding(open, text, stamp);
  const root = () => document.querySelector(text);
  return (
    <Block title="文中批注" count={open.length}>
      <p className="tool-row">
        {revision !== undefined && (
          <Button
            // The selection must outlive the press.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              const body = root();
              make({ selected: body ? selectedIn(body) : undefined });
            }}
          >
            批注所选文字或段落
          </Button>
        )}
        {lines.length > open.length && (
          <span>
            <Switch size="small" checked={all} onChange={showAll} aria-label="显示已处理的批注" /> 已处理{' '}
            {lines.length - open.length} 条
          </span>
        )}
      </p>
      {making && revision !== undefined && (
        <RemarkForm
          {...{ documentId, type, revision, text }}
          selected={making.selected}
          close={() => make(undefined)}
        />
      )}
      {shown.length === 0 && <p className="muted">{lines.length > 0 ? '批注都已处理。' : '还没有批注。'}</p>}
      <ol className="text-remarks">
        {shown.map((line) => (
          <Remark
            key={line.id}
            line={line}
            documentId={documentId}
            type={type}
            standing={standing.get(line.id)}
            text={text}
          />
        ))}
      </ol>
    </Block>
  );
}

type Standing = 'same' | 'changed' | 'gone';

/** How the words of each remark stand in the text on the screen now; marks them there. */
function useStanding(open: readonly TextRemarkLine[], text: string, stamp: string): ReadonlyMap<string, Standing> {
  const [standing, set] = useState<ReadonlyMap<string, Standing>>(new Map());
  const anchors = useMemo(() => open.flatMap(({ id, anchor }) => (anchor ? [{ id, anchor }] : [])), [open]);
  const known = anchors.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is made anew at every turn; its ids and the text tell when to look again.
  useEffect(() => {
    const look = requestAnimationFrame(() => {
      const root = document.querySelector(text);
      if (!root) return;
      const found = anchors.map(({ id, anchor }) => ({ id, place: rangeOf(root, anchor) }));
      set(
        new Map(found.map(({ id, place }) => [id, place ? (place.found.exact ? 'same' : 'changed') : 'gone'] as const)),
      );
      mark(found.flatMap(({ place }) => (place ? [place.range] : [])));
    });
    return () => {
      cancelAnimationFrame(look);
      mark([]);
    };
  }, [known, text, stamp]);
  return standing;
}

function Remark({
  line,
  documentId,
  type,
  standing,
  text,
}: {
  readonly line: TextRemarkLine;
  readonly documentId: string;
  readonly type: string;
  readonly standing: Standing | undefined;
  readonly text: string;
}) {
  const names = useFactNames(type);
  const [answering, answer] = useState<RemarkAct>();
  const { anchor, settled, entries } = line;
  const show = () => {
    const root = document.querySelector(text);
    const place = root && anchor && rangeOf(root, anchor);
    if (!place) return;
    const selection = window.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(place.range);
    place.range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  };
  return (
    <li className="text-remark">
      <p className="text-remark-about">
        {anchor ? <q>{shortened(anchor.quote)}</q> : `对「${titleOfFact(line.field, names)}」`}
        <span className="muted">（第 {line.revision} 版）</span>
        {!settled && standing && standing !== 'same' && (
          <strong className="near">{standing === 'changed' ? '原文已改动' : '原文已改动，这些文字不在了'}</strong>
        )}
      </p>
      <ul>
        {entries.map(({ kind, text: said, by, at }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing said ever changes its place.
          <li key={place}>
            <span className="muted">
              {by}　<Moment at={at} />
              {kind !== 'remark' && kind !== 'reply' && `　${REMARK_ACTS[kind]}`}
            </span>
            {said && <p className="as-typed">{said}</p>}
          </li>
        ))}
      </ul>
      <p className="tool-row">
        {anchor && standing !== 'gone' && !settled && (
          <Button size="small" onClick={show}>
            看原文
          </Button>
        )}
        <Button size="small" onClick={() => answer('reply')}>
          回复
        </Button>
        {line.maySettle && (
          <Button size="small" onClick={() => answer(settled ? 'reopen' : 'resolve')}>
            {settled ? REMARK_ACTS.reopen : REMARK_ACTS.resolve}
          </Button>
        )}
      </p>
      {answering && <Answer documentId={documentId} line={line} kind={answering} close={() => answer(undefined)} />}
    </li>
  );
}

const SHORT = 60;
const shortened = (quote: string) => (quote.length > SHORT ? `${quote.slice(0, SHORT)}…` : quote);

function Answer({
  documentId,
  line,
  kind,
  close,
}: {
  readonly documentId: string;
  readonly line: TextRemarkLine;
  readonly kind: RemarkAct;
  readonly close: () => void;
}) {
  const id = useId();
  const [text, type] = useState('');
  const send = useWrite(
    () => api.post(`/api/text-remarks/${line.id}/entries`, { kind, ...(text.trim() && { text: text.trim() }) }),
    { done: `已${REMARK_ACTS[kind]}`, refresh: [remarksPath(documentId)] },
  );
  return (
    <div className="text-remark-form">
      <label htmlFor={id}>{kind === 'reply' ? '回复' : '说明（选填）'}</label>
      <Input.TextArea
        id={id}
        autoFocus
        rows={2}
        maxLength={1000}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      <p className="tool-row">
        <Button
          type="primary"
          size="small"
          disabled={kind === 'reply' && !text.trim()}
          loading={send.isPending}
          onClick={() => send.mutate(undefined, { onSuccess: close })}
        >
          {REMARK_ACTS[kind]}
        </Button>
        <Button size="small" onClick={close}>
          取消
        </Button>
      </p>
    </div>
  );
}

/** On which words, paragraph or field, and what is said. */
function RemarkForm({
  documentId,
  type,
  revision,
  text,
  selected,
  close,
}: {
  readonly documentId: string;
  readonly type: string;
  readonly revision: number;
  readonly text: string;
  readonly selected: QuoteAnchor | undefined;
  readonly close: () => void;
}) {
  const names = useFactNames(type);
  const [whereId, textId] = [useId(), useId()];
  const [blocks] = useState(() => {
    const root = document.querySelector(text);
    return root ? blocksIn(root) : [];
  });
  const [where, choose] = useState<string | undefined>(selected && 'selected');
  const [said, say] = useState('');
  const fields = [...names.fields.values()].filter(({ name }) => !name.startsWith('data.') && name !== 'bodyHtml');
  const options = [
    ...(selected ? [{ value: 'selected', label: `所选文字：${shortened(selected.quote)}` }] : []),
    ...blocks.map(({ label }, at) => ({ value: `block ${at}`, label: `正文第 ${at + 1} 段：${label}` })),
    ...fields.map(({ name, title }) => ({ value: `field ${name}`, label: `要素：${title}` })),
  ];
  const send = useWrite(
    () => {
      const [sort = '', name = ''] = (where ?? '').split(' ');
      const anchor = sort === 'selected' ? selected : sort === 'block' ? blocks[Number(name)]?.anchor : undefined;
      return api.post(remarksPath(documentId), {
        revision,
        field: sort === 'field' ? name : 'bodyHtml',
        ...(anchor && { anchor }),
        text: said.trim(),
      });
    },
    { done: '已批注', refresh: [remarksPath(documentId), '/api/matters'] },
  );
  return (
    <div className="text-remark-form">
      <label htmlFor={whereId}>批注哪一处</label>
      <Select
        id={whereId}
        className="wide"
        placeholder="请选择段落或要素；也可以先在文稿中选中文字"
        showSearch={{ optionFilterProp: 'label' }}
        value={where ?? null}
        options={options}
        onChange={choose}
      />
      <label htmlFor={textId}>批注</label>
      <Input.TextArea
        id={textId}
        autoFocus
        rows={3}
        maxLength={1000}
        value={said}
        onChange={(event) => say(event.target.value)}
      />
      <p className="tool-row">
        <Button
          type="primary"
          disabled={!where || !said.trim()}
          loading={send.isPending}
          onClick={() => send.mutate(undefined, { onSuccess: close })}
        >
          提交批注
        </Button>
        <Button onClick={close}>取消</Button>
      </p>
    </div>
  );
}

/** Before a document is sent up: what reviewers remarked and nobody settled. It warns; it bars nobody. */
export function OpenRemarksWarning({ documentId }: { readonly documentId: string }) {
  const open = useOpenRemarks(documentId);
  if (open.length === 0) return null;
  return (
    <section className="remarks-open" aria-label="还没有处理的批注">
      <p>还有 {open.length} 条批注没有标为已处理。可以送审，审核人会看到：</p>
      <ul>
        {open.map(({ id, by, entries }) => (
          <li key={id}>
            {by}：{shortened(entries[0]?.text ?? '')}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** All remarks with what followed, for the sheet of signatures: in words, on paper. */
export function RemarksOnSheet({ documentId, type }: { readonly documentId: string; readonly type: string }) {
  const names = useFactNames(type);
  const remarks = useRead<readonly TextRemarkLine[]>(remarksPath(documentId));
  if (!remarks.data?.length) return <>（没有）</>;
  return (
    <ol className="sheet-remarks">
      {remarks.data.map(({ id, anchor, field, revision, settled, entries }) => (
        <li key={id}>
          第 {revision} 版{anchor ? `「${shortened(anchor.quote)}」` : `「${titleOfFact(field, names)}」`}
          {settled ? '（已处理）' : '（未处理）'}
          {entries.map(({ kind, text, by, at }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nothing said ever changes its place.
            <p key={place}>
              {by} <Moment at={at} />
              {kind === 'remark' ? '批注' : REMARK_ACTS[kind]}
              {text && `：${text}`}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}
