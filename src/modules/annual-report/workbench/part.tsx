import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { api, Moment, ProblemSummary, useLeaveWarning, useWrite } from '#workbench/kit/index.ts';
import type { PartLine } from '../contract.ts';

/** A written part: read, or written and saved. What somebody else has saved meanwhile is not written over. */
export function Part({
  reportId,
  part,
  mayWrite,
  refresh,
}: {
  readonly reportId: string;
  readonly part: PartLine;
  readonly mayWrite: boolean;
  readonly refresh: readonly string[];
}) {
  const id = useId();
  const [text, setText] = useState(part.text);
  const changed = text !== part.text;
  useLeaveWarning(changed);
  const save = useWrite(
    () => api.put(`/api/annual-reports/${reportId}/parts`, { part: part.part, text, number: part.number }),
    { done: '已保存', refresh },
  );
  if (!mayWrite)
    return (
      <section className="report-part">
        <h3>{part.label}</h3>
        {part.text === '' ? <p className="muted">还没有写</p> : <p className="as-typed">{part.text}</p>}
      </section>
    );
  return (
    <section className="report-part">
      <h3>
        <label htmlFor={id}>{part.label}</label>
      </h3>
      <p className="muted" id={`${id}-about`}>
        {part.about}
      </p>
      {save.error && <ProblemSummary problem={save.error} idOf={() => undefined} renew={undefined} />}
      <Input.TextArea
        id={id}
        aria-describedby={`${id}-about`}
        value={text}
        rows={Math.min(24, Math.max(6, Math.ceil(text.length / 60) + 2))}
        maxLength={50_000}
        onChange={({ target }) => setText(target.value)}
      />
      <p>
        <Button
          disabled={!changed}
          loading={save.isPending}
          onClick={() => save.mutate(undefined)}
          aria-label={`保存${part.label}`}
        >
          保存
        </Button>{' '}
        {part.by && (
          <span className="muted">
            {part.by} <Moment at={part.at} /> 保存
          </span>
        )}
      </p>
    </section>
  );
}
