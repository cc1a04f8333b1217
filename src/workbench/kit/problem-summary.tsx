import { Button } from 'antd';
import { useLayoutEffect, useRef } from 'react';
import type { ApiProblem } from './problem.ts';

/**
 * What stands against a form, on top of it: every reason at once, those about a field linked to it.
 * Takes the focus when it appears. A stale page offers to load what is new and keeps what was typed.
 */
export function ProblemSummary({
  problem,
  idOf,
  renew,
}: {
  readonly problem: ApiProblem;
  /** The id of a field's input, where the form has one. */
  readonly idOf?: (field: string) => string | undefined;
  readonly renew?: (() => void) | undefined;
}) {
  const top = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // In the same breath, yet when every input stands again: the picker of dates hears that it is left while it is being renewed, and fails.
    if (problem) queueMicrotask(() => top.current?.focus());
  }, [problem]);
  const linked = Object.entries(problem.fields)
    .map(([field, sentence]) => ({ sentence, id: idOf?.(field) }))
    .sort((a, b) => placeOf(a.id, b.id));
  const loose = problem.reasons.filter((reason) => !Object.values(problem.fields).includes(reason));
  return (
    <div ref={top} tabIndex={-1} className={problem.stale ? 'problem problem-stale' : 'problem'} role="alert">
      <strong>{headline(problem)}</strong>
      <ul>
        {loose.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {linked.map(({ sentence, id }) => (
          <li key={`${id} ${sentence}`}>
            {id ? (
              <a href={`#${id}`} onClick={(event) => focusOn(event, id)}>
                {sentence}
              </a>
            ) : (
              sentence
            )}
          </li>
        ))}
      </ul>
      {problem.requestId && problem.status >= 500 && <p className="muted">编号 {problem.requestId}</p>}
      {problem.stale && renew && <Button onClick={renew}>载入最新情况，保留我填写的内容</Button>}
    </div>
  );
}

function headline(problem: ApiProblem): string {
  if (problem.stale) return '他人已先一步修改';
  if (problem.offline) return '没有提交成功：网络不通';
  if (problem.status === 422 || problem.status === 0) return '还不能提交，请先补正';
  if (problem.status === 401) return '没有登录成功';
  return problem.status >= 500 ? '没有提交成功' : '现在不能这样办';
}

/** As the fields stand in the form, whatever order they were looked at in. */
function placeOf(one: string | undefined, other: string | undefined): number {
  const [a, b] = [one, other].map((id) => (id ? document.getElementById(id) : null));
  if (!a || !b || a === b) return 0;
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

function focusOn(event: { preventDefault(): void }, id: string): void {
  event.preventDefault();
  const target = document.getElementById(id);
  const input = target?.matches('input, textarea, select, button')
    ? target
    : (target?.querySelector<HTMLElement>('input, textarea') ?? target);
  input?.focus();
}
