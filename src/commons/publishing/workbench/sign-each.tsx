import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { MatterDetail } from '#commons/casework/contract.ts';
import {
  api,
  Block,
  Countersigns,
  Loaded,
  Page,
  SchemaForm,
  useLeaveWarning,
  useRead,
  useRefresh,
  useWrite,
} from '#workbench/kit/index.ts';
import type { DocumentDetail } from '../document-contract.ts';
import type { GateReport } from '../gate/contract.ts';
import { SIGNING_STEPS, type SignedOne, type SignMany } from '../sign-many-contract.ts';
import { DeclaredFacts } from './declared-facts.tsx';
import { DocumentPreview } from './document-preview.tsx';
import { fieldsOwed } from './fields-owed.ts';
import { GateFindings } from './gate-findings.tsx';
import { stepWidgets } from './step-widgets.tsx';
import './publishing.css';

type Item = SignMany['items'][number];

/** What was filled in for each document, until all are signed in one press; leaving loses it, and says so. */
let kept: ReadonlyMap<string, Item> = new Map();

/** One after the other: the text, what the gate found, the form of this one. Then all that were looked at are signed together. */
export default function SignEach() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const ids = (search.get('ids') ?? id).split(',').filter(Boolean);
  const at = Math.max(0, ids.indexOf(id));
  const navigate = useNavigate();
  const [ready, setReady] = useState(kept);
  const [results, setResults] = useState<readonly SignedOne[]>();
  const refresh = useRefresh();
  const letGo = useLeaveWarning(ready.size > 0 && !results);
  const go = (to: string | undefined) =>
    to && void navigate(`/documents/sign/${to}?ids=${ids.join(',')}`, { replace: true });
  const keep = (next: ReadonlyMap<string, Item>) => {
    kept = next;
    setReady(next);
  };
  const chosen = ids.flatMap((one) => ready.get(one) ?? []);
  const sign = useWrite(async () => {
    const answer = await api.post<{ results: readonly SignedOne[] }>('/api/documents/sign-many', { items: chosen });
    letGo();
    setResults(answer.results);
    keep(new Map());
    await refresh('/api/documents', '/api/matters', '/api/todo');
  });
  if (results) return <Report results={results} />;
  return (
    <Page
      title={`逐件审签（第 ${at + 1} 件，共 ${ids.length} 件）`}
      crumbs={[{ label: '待我审签', to: '/documents/sign' }, { label: '逐件审签' }]}
      lead={`已核对 ${chosen.length} 件。每一件都要看过、填好，最后一次签署。`}
      actions={
        <>
          <Button disabled={at === 0} onClick={() => go(ids[at - 1])}>
            上一件
          </Button>
          <Button disabled={at >= ids.length - 1} onClick={() => go(ids[at + 1])}>
            下一件
          </Button>
          <Button type="primary" disabled={chosen.length === 0} loading={sign.isPending} onClick={() => sign.mutate()}>
            签署已核对的 {chosen.length} 件
          </Button>
        </>
      }
    >
      <One
        key={id}
        id={id}
        done={ready.has(id)}
        last={at >= ids.length - 1}
        keep={(item) => {
          keep(new Map([...ready, [id, item]]));
          go(ids[at + 1]);
        }}
        drop={() => keep(new Map([...ready].filter(([one]) => one !== id)))}
      />
    </Page>
  );
}

function One({
  id,
  done,
  last,
  keep,
  drop,
}: {
  readonly id: string;
  readonly done: boolean;
  readonly last: boolean;
  readonly keep: (item: Item) => void;
  readonly drop: () => void;
}) {
  const document = useRead<DocumentDetail>(`/api/documents/${id}`);
  const matter = useRead<MatterDetail>(`/api/matters/${id}`);
  const gate = useRead<GateReport>(`/api/documents/${id}/gate`);
  return (
    <Loaded query={document}>
      {(detail) => (
        <div className="beside document-page">
          <div>
            <DocumentPreview detail={detail} />
            <Block title="公开要素">
              <DeclaredFacts detail={detail} />
            </Block>
          </div>
          <div>
            <Block title="系统检查">
              <Loaded query={gate}>{({ findings }) => <GateFindings findings={findings} />}</Loaded>
            </Block>
            <Loaded query={matter}>
              {(now) => (
                <>
                  <Countersigns detail={now} />
                  <Sign detail={detail} matter={now} done={done} last={last} keep={keep} drop={drop} />
                </>
              )}
            </Loaded>
          </div>
        </div>
      )}
    </Loaded>
  );
}

function Sign({
  detail,
  matter: { matter, steps, countersigns },
  done,
  last,
  keep,
  drop,
}: {
  readonly detail: DocumentDetail;
  readonly matter: MatterDetail;
  readonly done: boolean;
  readonly last: boolean;
  readonly keep: (item: Item) => void;
  readonly drop: () => void;
}) {
  const found = steps.find(({ key }) => (SIGNING_STEPS as readonly string[]).includes(key));
  if (!found) return <p className="muted">这一件现在不需要您签署。</p>;
  if (found.refusals.length > 0)
    return (
      <ul>
        {found.refusals.map((reason) => (
          <li key={reason} className="field-error">
            {reason}
          </li>
        ))}
      </ul>
    );
  if (done)
    return (
      <Block title={found.label}>
        <p>这一件已经核对，等最后一次签署。</p>
        <Button onClick={drop}>重新填写</Button>
      </Block>
    );
  const offer = fieldsOwed(found, countersigns);
  return (
    <Block title={offer.label}>
      <SchemaForm
        schema={offer.fields}
        widgets={stepWidgets}
        submitLabel={last ? '核对好了' : '核对好了，看下一件'}
        name={`${offer.label}：${detail.current.content.title}`}
        askAnyway
        submit={async (fields) => {
          // What the signature would be refused for is told here, not after all have been gone through.
          await api.post(`${offer.path}/check`, { version: matter.version, fields });
          keep({
            documentId: detail.id,
            step: offer.key as Item['step'],
            version: matter.version,
            contentHash: detail.current.contentHash,
            fields,
          });
        }}
      />
      <p className="muted">
        要退回的，到<Link to={`/documents/${detail.id}`}>文件页</Link>办理。
      </p>
    </Block>
  );
}

/** What became of each. */
function Report({ results }: { readonly results: readonly SignedOne[] }) {
  const signed = results.filter((one) => one.signed).length;
  return (
    <Page
      title="签署结果"
      crumbs={[{ label: '待我审签', to: '/documents/sign' }, { label: '签署结果' }]}
      lead={`签署 ${signed} 件，未签 ${results.length - signed} 件。`}
    >
      <ul className="entries">
        {results.map(({ documentId, title, signed: done, reasons }) => (
          <li key={documentId}>
            <p className="entry-head">
              <Link to={`/documents/${documentId}`}>{title || '（无权查看）'}</Link>
              <strong>{done ? '已签署' : '没有签署'}</strong>
            </p>
            <ul>
              {reasons.map((reason) => (
                <li key={reason} className="field-error">
                  {reason}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/documents/sign">回到待我审签</Link>
      </p>
    </Page>
  );
}
