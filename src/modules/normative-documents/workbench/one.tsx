import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import {
  Block,
  CivilDate,
  type Column,
  DataTable,
  type DrawerForm,
  Facts,
  FormDrawer,
  Loaded,
  Moment,
  Page,
  useRead,
} from '#workbench/kit/index.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { type EventLine, Filing, type LedgerDetail } from '../contract.ts';

const columns: readonly Column<EventLine>[] = [
  { key: 'effect', title: '生效日期', width: 120, render: ({ effectOn }) => <CivilDate on={effectOn} /> },
  {
    key: 'what',
    title: '事项',
    width: 130,
    render: ({ label, calledOff }) => (calledOff ? <s>{label}</s> : label),
  },
  { key: 'reason', title: '原因', width: 260, render: ({ reason }) => reason },
  {
    key: 'by',
    title: '依据文件',
    width: 220,
    render: ({ by }) => by && <Link to={`/documents/${by.id}`}>{by.title}</Link>,
  },
  {
    key: 'made',
    title: '记录',
    width: 150,
    render: ({ madeBy, madeAt }) => (
      <>
        {madeBy ?? '系统'}
        <div className="muted">
          <Moment at={madeAt} />
        </div>
      </>
    ),
  },
];

/** One normative document: what it is, its dates and numbers, and everything that happened to it. */
export default function NormativeDocument() {
  const { id = '' } = useParams();
  const read = useRead<LedgerDetail>(`/api/normative-documents/${id}`);
  const [form, setForm] = useState<DrawerForm>();
  return (
    <Loaded query={read}>
      {(one) => (
        <Page
          title={one.title}
          crumbs={[{ label: '规范性文件台账', to: '/normative-documents' }]}
          lead={`${one.standingLabel}（自${chineseDate(one.since)}起）`}
          actions={one.mayFile && <Button onClick={() => setForm(filingForm(one))}>登记备案</Button>}
        >
          <Block title="登记事项">
            <Facts
              facts={[
                ['文号', one.documentNumber],
                ['统一编号', one.unifiedNumber],
                [
                  '索引号',
                  <Link key="index" to={`/documents/${one.id}`}>
                    {one.indexNumber}
                  </Link>,
                ],
                ['起草单位', one.unitName],
                ['成文日期', <CivilDate key="formed" on={one.formedOn} />],
                ['公布日期', <CivilDate key="released" on={one.releasedOn} />],
                ['施行日期', <CivilDate key="effective" on={one.effectiveOn} />],
                ['有效期至', one.validUntil ? <CivilDate key="until" on={one.validUntil} /> : '没有期限'],
                ['征求意见', one.commentsFrom && [commentsTime(one), one.commentsAt].filter(Boolean).join('，')],
                [
                  '合法性审核',
                  one.legalityReview &&
                    [one.legalityReview.number, `${one.legalityReview.signer}：${one.legalityReview.opinion}`]
                      .filter(Boolean)
                      .join('，'),
                ],
                ['集体审议', [dayOf(one.deliberatedOn), one.deliberation].filter(Boolean).join('，')],
                [
                  '备案',
                  one.filingNumber
                    ? `${one.filingNumber}（${dayOf(one.filedOn)}）`
                    : `未登记，应于${chineseDate(one.filingDueOn)}前报送`,
                ],
                ['网页', one.withdrawn ? '已撤回' : '在线'],
                ...one.interpretations.map(
                  ({ id: document, title }) =>
                    [
                      '解读',
                      <Link key={document} to={`/documents/${document}`}>
                        {title}
                      </Link>,
                    ] as const,
                ),
              ]}
            />
          </Block>
          <Block title="效力变动">
            <DataTable<EventLine>
              name="normative-events"
              caption="效力变动"
              columns={columns}
              rows={one.events}
              rowKey={({ id: event }) => String(event)}
            />
          </Block>
          <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/normative-documents']} />
        </Page>
      )}
    </Loaded>
  );
}

const filingForm = ({ id, version, filingNumber, filedOn }: LedgerDetail): DrawerForm => ({
  title: '登记备案',
  schema: Filing,
  path: `/api/normative-documents/${id}/filing`,
  initial: { ...(filingNumber && { number: filingNumber }), ...(filedOn && { on: filedOn }) },
  fixed: { version },
  done: '已登记',
  consequence: '备案号在门户上公开；报送备案的待办随之办结',
});

const dayOf = (day: string | null) => (day ? chineseDate(day as LocalDate) : '');

function commentsTime({ commentsFrom, commentsUntil, commentsEndedOn: moved }: LedgerDetail): string {
  const announced = `${dayOf(commentsFrom)}至${dayOf(commentsUntil)}`;
  return moved ? `${announced}（休息日，顺延至${dayOf(moved)}）` : announced;
}
