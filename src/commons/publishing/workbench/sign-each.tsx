import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { MatterDetail } from '#commons/casework/contract.ts';
import {
  api,
  Block,
  Countersigns,
  Loaded,
  OneWork,
  Page,
  SchemaForm,
  StateTag,
  StepButtons,
  useLeaveWarning,
  useRead,
  useRefresh,
  useWrite,
} from '#workbench/kit/index.ts';
import type { DocumentDetail } from '../document-contract.ts';
import type { GateReport } from '../gate/contract.ts';
import { RETURNING_STEPS, SIGNING_STEPS, type SignedOne, type SignMany } from '../sign-many-contract.ts';
import { DeclaredFacts } from './declared-facts.tsx';
import { DocumentPreview } from './document-preview.tsx';
import { fieldsOwed } from './fields-owed.ts';
import { GateFindings } from './gate-findings.tsx';
import { stepWidgets } from './step-widgets.tsx';
import './publishing.css';

const REFRESH = ['/api/documents', '/api/matters', '/api/todo'];

type Item = SignMany['items'][number];
/** What was filled in for a document; not ready any more when it is to be looked at again. */
type Filled = Item & { readonly ready: boolean };

/** One after the other: the text, what the gate found, the form of this one. Then all that were looked at are signed together. */
export default function SignEach() {
  return (
    <OneWork value="/documents/sign/">
      <Signing />
    </OneWork>
  );
}

function Signing() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const ids = (search.get('ids') ?? id).split(',').filter(Boolean);
  const at = Math.max(0, ids.indexOf(id));
  const navigate = useNavigate();
  const [filled, setFilled] = useState<ReadonlyMap<string, Filled>>(new Map());
  const [results, setResults] = useState<readonly SignedOne[]>();
  const refresh = useRefresh();
  const chosen = ids.flatMap((one) => filled.get(one) ?? []).filter(({ ready }) => ready);
  const letGo = useLeaveWarning(chosen.length > 0);
  const go = (to: string | undefined, among: readonly string[] = ids) => {
    if (to === undefined) return;
    scrollTo(0, 0);
    void navigate(`/documents/sign/${to}?ids=${among.join(',')}`, { replace: true });
  };
  const put = (item: Item, ready: boolean) => setFilled(new Map([...filled, [item.documentId, { ...item, ready }]]));
  const sign = useWrite(async () => {
    const items = chosen.map(({ ready: _, ...item }) => item);
    const answer = await api.post<{ results: readonly SignedOne[] }>('/api/documents/sign-many', { items });
    letGo();
    // What was not signed keeps what was filled in, to be looked at again.
    setFilled(new Map(items.map((item) => [item.documentId, { ...item, ready: false }])));
    setResults(answer.results);
    await refresh(...REFRESH);
  });
  if (results)
    return (
      <Report
        results={results}
        again={(among) => {
          setResults(undefined);
          go(among[0], among);
        }}
      />
    );
  const unseen = ids.filter((one) => !filled.get(one)?.ready);
  const signAll = (
    <Button type="primary" disabled={chosen.length === 0} loading={sign.isPending} onClick={() => sign.mutate()}>
      签署已核对的 {chosen.length} 件
    </Button>
  );
  const item = filled.get(id);
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
          {signAll}
        </>
      }
    >
      <One
        key={id}
        id={id}
        filled={item}
        last={at >= ids.length - 1}
        keep={(next) => {
          put(next, true);
          go(ids[at + 1]);
        }}
        reopen={() => item && put(item, false)}
        after={
          unseen.length === 0 ? (
            signAll
          ) : (
            <Button onClick={() => go(unseen[0])}>去看还没有核对的 {unseen.length} 件</Button>
          )
        }
        returned={() => go(ids[at + 1])}
      />
    </Page>
  );
}

interface OneOf {
  readonly filled: Filled | undefined;
  readonly last: boolean;
  readonly keep: (item: Item) => void;
  readonly reopen: () => void;
  /** What comes next when this one is ready. */
  readonly after: ReactNode;
  /** It went back to whoever drafted it. */
  readonly returned: () => void;
}

function One({ id, ...rest }: OneOf & { readonly id: string }) {
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
            <Loaded query={matter}>
              {(now) => (
                <>
                  <Found query={gate} asked={now.steps.some(({ key }) => key === 'secrecySign')} />
                  <Countersigns detail={now} />
                  <Sign detail={detail} matter={now} {...rest} />
                </>
              )}
            </Loaded>
          </div>
        </div>
      )}
    </Loaded>
  );
}

/** What the gate found; what the form beside it asks a reason for is told there. */
function Found({ query, asked }: { readonly query: ReturnType<typeof useRead<GateReport>>; readonly asked: boolean }) {
  return (
    <Loaded query={query}>
      {({ findings }) => {
        const told = findings.filter(({ severity, confirmed }) => !asked || severity !== 'confirm' || confirmed);
        if (told.length === 0 && findings.length > 0) return null;
        return (
          <Block title="系统检查">
            <GateFindings findings={told} />
          </Block>
        );
      }}
    </Loaded>
  );
}

function Sign({
  detail,
  matter: { matter, steps, countersigns },
  filled,
  last,
  keep,
  reopen,
  after,
  returned,
}: OneOf & { readonly detail: DocumentDetail; readonly matter: MatterDetail }) {
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
  if (filled?.ready)
    return (
      <Block title={found.label}>
        <p>这一件已经核对，等最后一次签署。</p>
        <p className="tool-row">
          {after}
          <Button onClick={reopen}>修改</Button>
        </p>
      </Block>
    );
  const offer = fieldsOwed(found, detail, countersigns);
  const name = `${offer.label}：${detail.current.content.title}`;
  const returns = steps.filter(({ key, refusals }) => RETURNING_STEPS.includes(key) && refusals.length === 0);
  return (
    <Block title={offer.label}>
      <SchemaForm<Item>
        schema={offer.fields}
        widgets={stepWidgets}
        submitLabel={last ? '核对好了' : '核对好了，看下一件'}
        name={name}
        askAnyway
        draft={offer.path}
        {...(filled && { initial: filled.fields })}
        submit={async (fields) => {
          // What the signature would be refused for is told here, not after all have been gone through.
          await api.post(`${offer.path}/check`, { version: matter.version, fields });
          return {
            documentId: detail.id,
            step: offer.key as Item['step'],
            version: matter.version,
            contentHash: detail.current.contentHash,
            fields,
          };
        }}
        onDone={keep}
      />
      {returns.length > 0 && (
        <div className="tool-row sign-return">
          <span className="muted">不能同意的：</span>
          <StepButtons offers={returns} version={matter.version} refresh={REFRESH} onDone={returned} compact />
        </div>
      )}
    </Block>
  );
}

/** What became of each; what was not signed can be gone through again. */
function Report({
  results,
  again,
}: {
  readonly results: readonly SignedOne[];
  readonly again: (ids: readonly string[]) => void;
}) {
  const left = results.filter((one) => !one.signed).map(({ documentId }) => documentId);
  return (
    <Page
      title="签署结果"
      crumbs={[{ label: '待我审签', to: '/documents/sign' }, { label: '签署结果' }]}
      lead={`签署 ${results.length - left.length} 件，没有签署 ${left.length} 件。`}
      actions={left.length > 0 && <Button onClick={() => again(left)}>重新核对没有签署的 {left.length} 件</Button>}
    >
      <ul className="entries entries-boxed">
        {results.map(({ documentId, title, signed: done, reasons }) => (
          <li key={documentId}>
            <p className="entry-head">
              <Link to={`/documents/${documentId}`}>{title || '（无权查看）'}</Link>
              <StateTag label={done ? '已签署' : '没有签署'} late={!done} />
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
