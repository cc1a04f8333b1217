import { Button, Checkbox } from 'antd';
import { type Dispatch, type SetStateAction, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Block, CivilDate, Loaded, Nothing, Page, TrafficLight, useRead } from '#workbench/kit/index.ts';
import { MOST_AT_ONCE, type ToSignLine } from '../sign-many-contract.ts';
import './publishing.css';

/** 待我审签: choose several, then look at each. Nothing is signed here. */
export default function ToSign() {
  const lines = useRead<readonly ToSignLine[]>('/api/documents/to-sign');
  // Here, so that what was ticked stays ticked when the list is read anew.
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <Page title="待我审签" lead="选好几件后逐件核对，最后一次签署；也可以点标题单独办理。">
      <Loaded query={lines}>{(data) => <List lines={data} chosen={chosen} setChosen={setChosen} />}</Loaded>
    </Page>
  );
}

function List({
  lines,
  chosen,
  setChosen,
}: {
  readonly lines: readonly ToSignLine[];
  readonly chosen: readonly string[];
  readonly setChosen: Dispatch<SetStateAction<readonly string[]>>;
}) {
  const navigate = useNavigate();
  const ready = lines.filter(({ refusals }) => refusals.length === 0);
  const barred = lines.filter(({ refusals }) => refusals.length > 0);
  const picked = ready.filter(({ id }) => chosen.includes(id)).slice(0, MOST_AT_ONCE);
  const [first] = picked;
  const most = ready.slice(0, MOST_AT_ONCE).map(({ id }) => id);
  if (lines.length === 0)
    return (
      <Block title="可以审签" count={0}>
        <Nothing words="没有等您审签的文件，送到您这一步的都在这里列出">
          <Link to="/">看我的待办</Link>　<Link to="/documents">查文件台账</Link>
        </Nothing>
      </Block>
    );
  return (
    <>
      <Block
        title="可以审签"
        count={ready.length}
        extra={
          <Button
            type="primary"
            disabled={!first}
            aria-describedby="how-to-choose"
            onClick={() =>
              first && void navigate(`/documents/sign/${first.id}?ids=${picked.map(({ id }) => id).join(',')}`)
            }
          >
            逐件核对（{picked.length}）
          </Button>
        }
      >
        <div className="tool-row">
          <Checkbox
            checked={picked.length > 0 && picked.length === most.length}
            indeterminate={picked.length > 0 && picked.length < most.length}
            onChange={({ target }) => setChosen(target.checked ? most : [])}
          >
            全选
          </Checkbox>
          <p className="muted" id="how-to-choose">
            {first ? `已选 ${picked.length} 件` : '先勾选要审签的文件'}，一次最多 {MOST_AT_ONCE} 件
          </p>
        </div>
        <ul className="entries">
          {ready.map((line) => (
            <li key={line.id} className="entry-ticked">
              <Checkbox
                checked={chosen.includes(line.id)}
                disabled={!chosen.includes(line.id) && chosen.length >= MOST_AT_ONCE}
                onChange={({ target }) =>
                  setChosen((now) => (target.checked ? [...now, line.id] : now.filter((id) => id !== line.id)))
                }
                aria-label={`选择：${line.title}`}
              />
              <div>
                <Title line={line} />
              </div>
            </li>
          ))}
        </ul>
      </Block>
      {barred.length > 0 && (
        <Block title="现在不能由您签署" count={barred.length}>
          <ul className="entries">
            {barred.map((line) => (
              <li key={line.id}>
                <Title line={line} />
                <ul>
                  {line.refusals.map((reason) => (
                    <li key={reason} className="muted">
                      {reason}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </Block>
      )}
    </>
  );
}

function Title({ line }: { readonly line: ToSignLine }) {
  return (
    <>
      <Link to={`/documents/${line.id}`}>{line.title}</Link>
      <p className="muted">
        {line.stepLabel} · {line.typeLabel} · {line.unitName} · {line.indexNumber}
        {line.restricted && ' · 非主动公开'}
        {line.dueOn && (
          <>
            {' '}
            · <CivilDate on={line.dueOn} />
          </>
        )}{' '}
        <TrafficLight light={line.light} />
      </p>
    </>
  );
}
