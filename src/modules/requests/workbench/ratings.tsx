import { Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import {
  Absent,
  address,
  Block,
  CivilDate,
  type Column,
  DataTable,
  Loaded,
  Nothing,
  Page,
  useRead,
} from '#workbench/kit/index.ts';
import { GRADES } from '../answers/contract.ts';
import { calledBackWords, type OpenRating, type RatingSums, type RatingsAnswer } from '../ratings/contract.ts';

const sums: readonly Column<RatingSums>[] = [
  { key: 'name', title: '范围', width: 200, render: ({ name }) => name },
  { key: 'rated', title: '评价', width: 90, render: ({ rated }) => `${rated} 件` },
  ...GRADES.map(
    (label, at): Column<RatingSums> => ({
      key: `grade-${at + 1}`,
      title: label,
      width: 100,
      render: ({ grades }) => `${grades[at] ?? 0} 件`,
    }),
  ),
  { key: 'called', title: '差评已回访', width: 120, render: calledBackWords },
];

const open: readonly Column<OpenRating>[] = [
  {
    key: 'number',
    title: '申请',
    width: 190,
    render: ({ requestId, number }) => <Link to={`/requests/${requestId}`}>{number}</Link>,
  },
  { key: 'unit', title: '承办单位', width: 160, render: ({ unit }) => unit },
  { key: 'grade', title: '评价', width: 110, render: ({ grade }) => grade },
  { key: 'on', title: '评价日期', width: 120, render: ({ ratedOn }) => <CivilDate on={ratedOn} /> },
  { key: 'stage', title: '环节', width: 110, render: ({ stage }) => stage },
  {
    key: 'due',
    title: '办理期限',
    width: 120,
    render: ({ dueOn }) => (dueOn ? <CivilDate on={dueOn} /> : <Absent />),
  },
];

/** 好差评: who is still to be called back, and how a year was rated, by quarter and by unit. */
export default function Ratings() {
  const [search, setSearch] = useSearchParams();
  const year = search.get('year');
  const read = useRead<RatingsAnswer>(address('/api/requests/ratings', { year: year ?? undefined }));
  return (
    <Loaded query={read} title="办理评价">
      {(answer) => (
        <Page
          title="办理评价"
          lead="申请人收到答复后在查询页面自愿评价。差评由政务公开办公室逐件回访；评价不足五件的季度、单位不单独列出，避免推知评价人。"
        >
          <Block title="待回访和限期整改的差评" count={answer.open.length}>
            {answer.open.length === 0 ? (
              <Nothing words="没有待回访的差评" />
            ) : (
              <DataTable
                name="open-ratings"
                caption="待回访和限期整改的差评"
                columns={open}
                rows={answer.open}
                rowKey={({ requestId, ratedOn }) => `${requestId} ${ratedOn}`}
              />
            )}
          </Block>
          <Block
            title={`${answer.year}年的评价`}
            extra={
              <Select
                aria-label="年度"
                value={answer.year}
                onChange={(value) => setSearch({ year: String(value) }, { replace: true })}
                options={[0, 1, 2, 3].map((back) => ({
                  value: newest(answer) - back,
                  label: `${newest(answer) - back}年`,
                }))}
              />
            }
          >
            <Figures answer={answer} />
          </Block>
        </Page>
      )}
    </Loaded>
  );
}

const newest = ({ thisYear }: RatingsAnswer) => thisYear;

function Figures({ answer: { figures } }: { readonly answer: RatingsAnswer }) {
  const { whole, quarters, units } = figures;
  if (!whole) return <Nothing words="这一年的评价不足五件，不统计" />;
  return (
    <>
      <h3>全年和各季度</h3>
      <DataTable
        name="ratings-of-year"
        caption="全年和各季度"
        columns={sums}
        rows={[whole, ...quarters]}
        rowKey={({ name }) => name}
      />
      <h3>各单位</h3>
      {units.length === 0 ? (
        <p className="muted">各单位的评价较少，不分单位列出。</p>
      ) : (
        <DataTable name="ratings-of-units" caption="各单位" columns={sums} rows={units} rowKey={({ name }) => name} />
      )}
    </>
  );
}
