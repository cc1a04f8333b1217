import { Alert, Button, Select } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import {
  address,
  Block,
  can,
  CivilDate,
  type Column,
  DataTable,
  type DrawerForm,
  FormDrawer,
  Loaded,
  StateTag,
  useMe,
  useRead,
} from '#workbench/kit/index.ts';
import { ROLL_UP_FORMATS, type RollUp, type RollUpLine, type Urged, UrgingNote } from '../contract.ts';
import { ApplicationTable, ReviewTable } from './tables.tsx';

const ROLL_UP = '/api/annual-reports/roll-up';

/** Who has handed in, who is late, and the sum of what was handed in. */
export function RollUpOfYear({ years }: { readonly years: readonly number[] }) {
  const [year, setYear] = useState(years[0] ?? 0);
  const id = useId();
  const read = useRead<RollUp>(ROLL_UP, { year });
  const mayUrge = can(useMe(), 'openness-officer');
  const [urging, setUrging] = useState<DrawerForm>();
  const [urged, setUrged] = useState<Urged>();
  const urge = () =>
    setUrging({
      title: `催报 ${year} 年度报告`,
      schema: UrgingNote,
      path: `${ROLL_UP}/urging`,
      fixed: { year },
      submitLabel: '催报',
      done: '已发出',
      consequence: '还没有报送的下级单位的政务公开办公室收到通知，写明现在的状态和最迟日期；每天最多催报一次',
      after: (answer) => setUrged(answer as Urged),
    });
  return (
    <Block title="汇总">
      <p>
        <label htmlFor={id}>年度 </label>
        <Select
          id={id}
          value={year}
          onChange={(one: number) => {
            setYear(one);
            setUrged(undefined);
          }}
          options={years.map((one) => ({ value: one, label: `${one} 年度` }))}
        />
      </p>
      <Loaded query={read}>
        {({ bureauId, lines, handedIn, totals, form }) => (
          <>
            <p>
              {lines.length} 个单位，已报送 {handedIn} 个
              {lines.some(({ late }) => late) && `，逾期的 ${lines.filter(({ late }) => late).length} 个`}。
              {mayUrge && lines.some((line) => !line.handedIn && line.bureauId !== bureauId) && (
                <Button size="small" onClick={urge}>
                  催报
                </Button>
              )}
            </p>
            {urged && <UrgedNote urged={urged} />}
            <DataTable<RollUpLine>
              name="annual-roll-up"
              caption={`${year} 年度各单位报送情况`}
              columns={unitColumns}
              rows={lines}
              rowKey={({ bureauId }) => bureauId}
            />
            {handedIn > 0 && (
              <>
                <p className="muted">以下是已报送单位的合计，由各单位的报告相加得出，不能填写。</p>
                <ul className="report-exports">
                  {ROLL_UP_FORMATS.map((format) => (
                    <li key={format}>
                      <a href={address(`${ROLL_UP}/export/${format}`, { year: String(year) })} download>
                        导出汇总 .{format}
                      </a>
                    </li>
                  ))}
                </ul>
                <ApplicationTable report={{ form, figures: totals }} />
                <ReviewTable report={{ form, figures: totals }} />
              </>
            )}
          </>
        )}
      </Loaded>
      <FormDrawer form={urging} close={() => setUrging(undefined)} renews={[ROLL_UP]} />
    </Block>
  );
}

const UrgedNote = ({ urged: { told, unreachable } }: { readonly urged: Urged }) => (
  <Alert
    type={unreachable.length > 0 ? 'warning' : 'success'}
    title={`已通知${told.join('、')}。`}
    description={
      unreachable.length > 0 && `${unreachable.join('、')}在本系统里没有政务公开办公室人员，请用电话或者公文催报。`
    }
  />
);

const unitColumns: readonly Column<RollUpLine>[] = [
  {
    key: 'name',
    title: '单位',
    width: 220,
    // What is not handed in yet is the unit's own.
    render: ({ name, reportId, handedIn }) =>
      reportId && handedIn ? <Link to={`/annual-reports/${reportId}`}>{name}</Link> : name,
  },
  {
    key: 'state',
    title: '状态',
    width: 160,
    render: ({ stateLabel, handedIn, late }) => (
      <StateTag label={late && !handedIn ? `${stateLabel}，逾期未报` : stateLabel} done={handedIn} late={late} />
    ),
  },
  {
    key: 'submitted',
    title: '报送',
    width: 170,
    render: ({ submittedOn, late }) => (
      <>
        <CivilDate on={submittedOn} />
        {submittedOn && late && <span className="near">（逾期）</span>}
      </>
    ),
  },
  {
    key: 'published',
    title: '公布',
    width: 170,
    render: ({ publishedOn, unpublished }) => (
      <>
        <CivilDate on={publishedOn} />
        {unpublished && <span className="near">{publishedOn ? '（逾期）' : '（逾期未公布）'}</span>}
      </>
    ),
  },
];
