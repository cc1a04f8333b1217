import { Tabs } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import {
  CivilDate,
  MatterDue,
  Facts,
  Loaded,
  Neighbours,
  NextMatter,
  Page,
  Present,
  StateTag,
  StepTarget,
  Timeline,
  UnitTag,
  restrictedWords,
  useRead,
  useSeen,
  Watch,
} from '#workbench/kit/index.ts';
import type { MatterDetail } from '../contract.ts';
import { Handling } from './matter-handling.tsx';
import { Materials } from './matter-materials.tsx';
import { Related } from './matter-related.tsx';

/** One matter: where it stands, what may be done, what has happened. */
export default function MatterScreen() {
  const { id = '' } = useParams();
  const detail = useRead<MatterDetail>(`/api/matters/${id}`);
  return (
    <Loaded query={detail} title="事项">
      {(data) => <Matter key={id} detail={data} />}
    </Loaded>
  );
}

function Matter({ detail }: { readonly detail: MatterDetail }) {
  const { matter } = detail;
  return (
    <Page
      title={matter.title}
      crumbs={[
        { label: '事项台账', to: '/matters' },
        { label: matter.kindLabel, to: `/matters?kind=${matter.kind}` },
        { label: matter.number },
      ]}
      lead={<Standing detail={detail} />}
      actions={
        <>
          {detail.detailPath && <Link to={detail.detailPath}>打开{matter.kindLabel}专页</Link>}
          <Watch detail={detail} />
          <NextMatter after={matter.id} />
          <Neighbours />
        </>
      }
    >
      <Present matterId={matter.id} />
      <Sheets detail={detail} />
    </Page>
  );
}

/** The line under the title: number, state, day, who. */
function Standing({ detail: { matter, clock, restrictedTo } }: { readonly detail: MatterDetail }) {
  return (
    <Facts
      facts={[
        ['编号', matter.number],
        ['状态', <StateTag key="state" label={matter.stateLabel} done={matter.closedOn !== null} />],
        ['期限', <MatterDue key="due" detail={{ matter, clock }} />],
        ['本环节', matter.target && <StepTarget key="goal" target={matter.target} />],
        ['目标日', !matter.target && matter.targetOn && <CivilDate key="target" on={matter.targetOn} />],
        ['牵头', <UnitTag key="lead" name={matter.leadUnit.name} />],
        ['承办人', matter.assignee?.name],
        ['等待', matter.waitsFor],
        ['知悉范围', restrictedWords(restrictedTo)],
      ]}
    />
  );
}

/** The sheets of a matter; which one is open stands in the address. */
function Sheets({ detail }: { readonly detail: MatterDetail }) {
  const [search, setSearch] = useSearchParams();
  const seen = useSeen(detail);
  const related = detail.children.length + (detail.parent ? 1 : 0);
  return (
    <Tabs
      activeKey={search.get('sheet') ?? 'handling'}
      onChange={(sheet) => setSearch(sheet === 'handling' ? {} : { sheet }, { replace: true })}
      items={[
        { key: 'handling', label: '办理', children: <Handling detail={detail} /> },
        { key: 'materials', label: '材料', children: <Materials matterId={detail.matter.id} /> },
        {
          key: 'history',
          label: `流转记录（${detail.timeline.length}）`,
          children: <Timeline entries={detail.timeline} seen={seen} />,
        },
        { key: 'related', label: related > 0 ? `关联（${related}）` : '关联', children: <Related detail={detail} /> },
      ]}
    />
  );
}
