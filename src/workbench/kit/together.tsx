import type { TogetherOffer } from '#commons/casework/together-contract.ts';
import { Button } from 'antd';
import type { Marking } from './data-table.tsx';
import { useRead } from './query.ts';
import { StepButtons } from './step-buttons.tsx';

interface Markable {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

/** The steps of a kind that may be taken on several matters at once, for a ledger of that kind; none while it is read, and for whoever takes none. */
export function useTogether(kind: string): readonly TogetherOffer[] {
  return useRead<{ readonly offers: readonly TogetherOffer[] }>('/api/steps', { kind }).data?.offers ?? [];
}

/** What may be done with the rows that are marked. The rules are the server's: it refuses all, with each number and reason, or does all. */
export function MarkedActs<R extends Markable>({
  offers,
  marking: { marked, mark },
  refresh,
}: {
  readonly offers: readonly TogetherOffer[];
  readonly marking: Marking<R>;
  readonly refresh: readonly string[];
}) {
  const rows = [...marked.values()];
  const fitting = offers.filter(({ from }) => rows.some(({ state }) => from.includes(state)));
  if (rows.length === 0) return null;
  return (
    <section className="marked" aria-label="所选事项">
      <span role="status">已选 {rows.length} 件</span>
      {fitting.length === 0 && <span className="muted">所选事项没有可以成批办理的步骤</span>}
      <StepButtons
        offers={fitting}
        among={rows}
        named={`所选 ${rows.length} 件`}
        refresh={refresh}
        onDone={() => mark(new Map())}
      />
      <Button type="text" onClick={() => mark(new Map())}>
        取消选择
      </Button>
    </section>
  );
}
