import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
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

/** Who has handed in, who is late, and the sum of what was handed in; opens on the year that is due, another stands in the address. */
export function RollUpOfYear({ years, dueYear }: { readonly years: readonly number[]; readonly dueYear: number }) {
  const [search, setSearch] = useSearchParams();
  const year = Number(search.get('year')) || dueYear;
  const read = useRead<RollUp>(ROLL_UP, { year });
  const mayUrge = can(useMe(), 'openness-officer') && year <= dueYear;
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
    <Block
      title="汇总"
      extra={
        <Select
          aria-label="年度"
          value={year}
          onChange={(one: number) => {
            setSearch({ year: String(one) }, { replace: true });
            setUrged(undefined);
          }}
          options={years.map((one) => ({ value: one, label: `${one} 年度` }))}
        />
      }
    >
      <Loaded query={read}>
        {({ bureauId, lines, handedIn, totals, form, dueOn }) => (
          <>
            <p className="roll-up-line">
              <span>
                {lines.length} 个单位，已报送 {handedIn} 个
                {lines.some(overdue) && `，逾期未报 ${lines.filter(overdue).length} 个`}；最迟 <CivilDate on={dueOn} />{' '}
                报送并公布。
              </span>
              {mayUrge && lines.some((line) => !line.handedIn && line.bureauId !== bureauId) && (
                <Button onClick={urge}>催报</Button>
              )}
            </p>
            {urged && <UrgedNote urged={urged} />}
            <DataTable<RollUpLine>
              name="annual-roll-up"
              caption={`${year} 年度各单位报送情况`}
              columns={unitColumns}
              rows={[...lines].sort((a, b) => Number(overdue(b)) - Number(overdue(a)))}
              rowKey={({ bureauId }) => bureauId}
            />
            {handedIn > 0 && (
              <>
                <h3 className="report-totals">已报送单位的合计</h3>
                <p className="muted">由各单位的报告逐格相加得出，不能填写；有单位没有填的格，合计空着。</p>
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

/** Those who owe it stand first. */
const overdue = ({ late, handedIn }: RollUpLine) => late && !handedIn;

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
