import { useEffect, useState } from 'react';
import { api, Block } from '#workbench/kit/index.ts';
import type { GateReport } from '../gate/contract.ts';
import { contentOf } from './draft.ts';
import { GateFindings } from './gate-findings.tsx';
import type { DraftInHand } from './use-draft.ts';

/** Asked so long after the last key. */
const REST_MS = 1500;

/** What the gate would say now, asked while somebody types. Silence when it cannot be asked: saving and submitting ask again. */
export function TypingGate({ hand, documentId }: { readonly hand: DraftInHand; readonly documentId?: string }) {
  const { draft } = hand;
  const [report, setReport] = useState<GateReport>();
  useEffect(() => {
    if (!draft.type || !draft.content.bodyHtml) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const body = { type: draft.type, content: contentOf(draft), ...(documentId ? { documentId } : {}) };
      api.post<GateReport>('/api/gate', body).then(
        (now) => !stop.signal.aborted && setReport(now),
        () => undefined,
      );
    }, REST_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [draft, documentId]);
  if (!report) return null;
  // The editor tells these under the text itself, at once and with their places.
  const findings = report.findings.filter(({ check }) => check !== 'writing' && check !== 'parts');
  const count = findings.length;
  return (
    <Block title={count > 0 ? `系统检查（${count}）` : '系统检查'}>
      <div aria-live="polite">
        <GateFindings findings={findings} />
      </div>
    </Block>
  );
}
