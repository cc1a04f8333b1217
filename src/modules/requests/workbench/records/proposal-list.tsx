import { Button } from 'antd';
import { REASONS } from '#commons/redaction/contract.ts';
import type { Proposal } from '../../records/contract.ts';
import type { Change } from './change.ts';

const SHOWN = 30;

/** Recognition misreads and overlooks: whoever looks at a hit knows that the page must be looked at, too. */
export const Recognised = () => <span className="muted">（识别，可能有遗漏，请逐页看过）</span>;

/** What may have to be covered, by kind: each is covered, or all of a kind, only when a person says so. */
export function ProposalList({
  all,
  open,
  change,
  toPage,
  none,
}: {
  readonly all: readonly Proposal[];
  readonly open: boolean;
  readonly change: (what: Change) => void;
  readonly toPage: (page: number) => void;
  /** Said where nothing is proposed. */
  readonly none: string;
}) {
  const left = all.filter(({ covered }) => !covered);
  const accept = (some: readonly Proposal[]) =>
    change({
      add: some.flatMap(({ page, rects, reason, origin }) => rects.map((rect) => ({ ...rect, page, reason, origin }))),
      change: [],
      remove: [],
    });
  if (left.length === 0) return <p className="muted">{all.length > 0 ? '提示的内容都已遮盖。' : none}</p>;
  return [...Map.groupBy(left, ({ kind }) => kind)].map(([kind, some]) => (
    <div key={kind}>
      <strong>{kind}</strong>（{some.length}）{' '}
      {open && (
        <Button size="small" aria-label={`全部遮盖：${kind}`} onClick={() => accept(some)}>
          全部遮盖
        </Button>
      )}
      <ul className="entries">
        {some.slice(0, SHOWN).map((one) => (
          <li key={`${one.page}-${one.rects[0]?.x}-${one.rects[0]?.y}`}>
            <Button type="link" size="small" onClick={() => toPage(one.page)}>
              第 {one.page} 页
            </Button>
            {one.text}
            {one.recognised && <Recognised />}
            {one.origin !== 'personal' && `，${REASONS[one.reason].article}`}{' '}
            {open && (
              <Button size="small" aria-label={`遮盖 第 ${one.page} 页 ${one.text}`} onClick={() => accept([one])}>
                遮盖
              </Button>
            )}
          </li>
        ))}
      </ul>
      {some.length > SHOWN && <p className="muted">还有 {some.length - SHOWN} 处没有列出。</p>}
    </div>
  ));
}
