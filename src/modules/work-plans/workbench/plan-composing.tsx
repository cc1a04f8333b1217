import { Button, Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, Block, CivilDate, Loaded, Nothing, SchemaForm, useRead, useRefresh } from '#workbench/kit/index.ts';
import { ComposeBody, type ItemLine, type ItemsPage, type PlanDetail } from '../contract.ts';
import { schemaOf } from './schema-of.ts';

const { title, lead } = ComposeBody.properties;
const ABOUT = schemaOf({ type: 'object', required: ['title'], properties: { title, lead } });

const KINDS = {
  bulletins: { label: '进展通报', about: '由所选任务最近一次采纳的进展报告编成' },
  results: { label: '成果', about: '由已核验通过的任务编成' },
} as const;
type Kind = keyof typeof KINDS;

/** What has been drafted for the public about a plan, and the composer of the next. */
export function Composing({ plan }: { readonly plan: PlanDetail }) {
  const [composing, setComposing] = useState(false);
  return (
    <>
      <Block
        title="进展通报、成果和评估报告"
        count={plan.bulletins.length}
        extra={
          plan.mayCompose &&
          !composing && (
            <Button type="primary" size="small" onClick={() => setComposing(true)}>
              编制通报或成果
            </Button>
          )
        }
      >
        {plan.bulletins.length === 0 && <Nothing words="还没有编制过" />}
        <ul className="entries">
          {plan.bulletins.map(({ id, title: words, stateLabel, formedOn }) => (
            <li key={id}>
              <Link to={`/matters/${id}`}>{words}</Link>
              <p className="muted">
                {stateLabel} · <CivilDate on={formedOn} />
              </p>
            </li>
          ))}
        </ul>
      </Block>
      {composing && <Composer plan={plan} close={() => setComposing(false)} />}
    </>
  );
}

function Composer({ plan, close }: { readonly plan: PlanDetail; readonly close: () => void }) {
  const items = useRead<ItemsPage>(`/api/work-plans/${plan.id}/items`, { size: 200 });
  const [kind, setKind] = useState<Kind>('bulletins');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const navigate = useNavigate();
  const renew = useRefresh();
  return (
    <Block title="编制">
      <Radio.Group
        aria-label="编制什么"
        value={kind}
        onChange={({ target }) => setKind(target.value as Kind)}
        options={Object.entries(KINDS).map(([value, { label }]) => ({ value, label }))}
      />
      <p className="consequence">{KINDS[kind].about}，拟成公开稿后走审签，签发后才在门户公布。</p>
      <Loaded query={items}>
        {({ rows }) => <Choosing rows={rows.filter(fits(kind))} chosen={chosen} choose={setChosen} />}
      </Loaded>
      <SchemaForm
        schema={ABOUT}
        initial={{ title: `${plan.title}${kind === 'bulletins' ? '落实情况通报' : '落实成果'}` }}
        key={kind}
        submitLabel={`拟成${KINDS[kind].label}（${chosen.length} 项）`}
        onCancel={close}
        submit={(fields) =>
          api.post<{ documentId: string }>(`/api/work-plans/${plan.id}/${kind}`, { ...fields, itemIds: chosen })
        }
        onDone={async ({ documentId }) => {
          await renew('/api/work-plans', '/api/documents', '/api/matters');
          await navigate(`/matters/${documentId}`);
        }}
      />
    </Block>
  );
}

const fits = (kind: Kind) => (line: ItemLine) => kind === 'bulletins' || line.state === 'completed';

function Choosing({
  rows,
  chosen,
  choose,
}: {
  readonly rows: readonly ItemLine[];
  readonly chosen: readonly string[];
  readonly choose: (ids: readonly string[]) => void;
}) {
  return (
    <fieldset>
      <legend className="field-label">任务</legend>
      <Button size="small" onClick={() => choose(chosen.length === rows.length ? [] : rows.map(({ id }) => id))}>
        {chosen.length === rows.length ? '全不选' : '全选'}
      </Button>
      <Checkbox.Group value={[...chosen]} onChange={(ids) => choose(ids.map(String))}>
        <ul className="entries">
          {rows.map((line) => (
            <li key={line.id}>
              <Checkbox value={line.id}>
                {line.title}{' '}
                <span className="muted">
                  {line.stateLabel} · {line.percent}%
                </span>
              </Checkbox>
            </li>
          ))}
        </ul>
      </Checkbox.Group>
    </fieldset>
  );
}
