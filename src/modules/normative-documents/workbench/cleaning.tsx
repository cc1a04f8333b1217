import { Button, Space } from 'antd';
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
  Page,
  useRead,
} from '#workbench/kit/index.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import {
  Announcement,
  type CleaningDetail,
  type CleaningItem,
  Judgement,
  OUTCOMES,
  type Outcome,
} from '../contract.ts';

const judged = (outcome: Outcome | null, reason: string | null, until: string | null, by: string | null) =>
  outcome && (
    <>
      <strong>{OUTCOMES[outcome]}</strong>
      {until && `，有效期至${chineseDate(until as LocalDate)}`}
      <div className="muted">
        {reason}（{by}）
      </div>
    </>
  );

/** One cleaning: a line for each document, with what its unit thinks and what was decided. */
export default function Cleaning() {
  const { id = '' } = useParams();
  const read = useRead<CleaningDetail>(`/api/normative-cleanings/${id}`);
  const [form, setForm] = useState<DrawerForm>();
  const acts: Column<CleaningItem> = {
    key: 'acts',
    title: '操作',
    width: 150,
    render: (line) =>
      (line.mayPropose || line.mayDecide) && (
        <Space size={4} wrap>
          {line.mayPropose && (
            <Button
              size="small"
              aria-label={`对${line.title}${line.proposal ? '修改意见' : '提出意见'}`}
              onClick={() => setForm(judging(id, line, 'proposal'))}
            >
              {line.proposal ? '修改意见' : '提出意见'}
            </Button>
          )}
          {line.mayDecide && (
            <Button
              size="small"
              aria-label={`${line.decision ? '重新审核' : '审核'}${line.title}`}
              onClick={() => setForm(judging(id, line, 'decision'))}
            >
              {line.decision ? '重新审核' : '审核'}
            </Button>
          )}
        </Space>
      ),
  };
  const result: Column<CleaningItem> = { key: 'outcome', title: '结果', width: 140, render: ({ outcome }) => outcome };
  const columnsOf = (lines: readonly CleaningItem[]): readonly Column<CleaningItem>[] => [
    {
      key: 'title',
      title: '文件',
      width: 230,
      render: ({ documentId, title, documentNumber }) => (
        <>
          <Link to={`/normative-documents/${documentId}`}>{title}</Link>
          <div className="muted">{documentNumber}</div>
        </>
      ),
    },
    { key: 'unit', title: '起草单位', width: 140, render: ({ unitName }) => unitName },
    {
      key: 'until',
      title: '有效期至',
      width: 120,
      render: ({ validUntil }) => validUntil && <CivilDate on={validUntil} />,
    },
    {
      key: 'proposal',
      title: '单位意见',
      width: 200,
      render: ({ proposal, proposalReason, proposedUntil, proposedBy }) =>
        judged(proposal, proposalReason, proposedUntil, proposedBy) ?? '待提出',
    },
    {
      key: 'decision',
      title: '审核意见',
      width: 200,
      render: ({ decision, decisionReason, decidedUntil, decidedBy }) =>
        judged(decision, decisionReason, decidedUntil, decidedBy) ?? '待审核',
    },
    ...(lines.some(({ outcome }) => outcome) ? [result] : []),
    ...(lines.some(({ mayPropose, mayDecide }) => mayPropose || mayDecide) ? [acts] : []),
  ];
  return (
    <Loaded query={read}>
      {(one) => (
        <Page
          title={one.title}
          crumbs={[{ label: '规范性文件清理', to: '/normative-cleanings' }]}
          lead={`${one.number}，${one.stateLabel}。已提意见 ${one.proposed}/${one.items}，已审核 ${one.decided}/${one.items}`}
          actions={
            one.mayAnnounce && (
              <Button type="primary" onClick={() => setForm(announcing(id))}>
                起草结果公告
              </Button>
            )
          }
        >
          <Block title="清理">
            <Facts
              facts={[
                ['范围', one.scope],
                ['依据', one.basis],
                ['提出意见期限', <CivilDate key="deadline" on={one.deadline} />],
                ['下一步', nextOf(one)],
                [
                  '结果公告',
                  one.documentId && (
                    <Link key="document" to={`/documents/${one.documentId}`}>
                      查看公告
                    </Link>
                  ),
                ],
              ]}
            />
          </Block>
          <DataTable<CleaningItem>
            name="normative-cleaning"
            caption="逐件清理意见"
            columns={columnsOf(one.lines)}
            rows={one.lines}
            rowKey={({ documentId }) => documentId}
          />
          <FormDrawer
            form={form}
            close={() => setForm(undefined)}
            renews={['/api/normative-cleanings', '/api/documents']}
          />
        </Page>
      )}
    </Loaded>
  );
}

function judging(id: string, line: CleaningItem, what: 'proposal' | 'decision'): DrawerForm {
  const { documentId, title } = line;
  // What was decided is decided anew from what was said then; the first time from what the unit thinks.
  const [outcome, reason, until] =
    what === 'decision' && line.decision
      ? [line.decision, line.decisionReason, line.decidedUntil]
      : [line.proposal, line.proposalReason, line.proposedUntil];
  return {
    title: `${what === 'proposal' ? '提出意见' : '审核'}：${title}`,
    schema: Judgement,
    path: `/api/normative-cleanings/${id}/items/${documentId}/${what}`,
    initial: {
      ...(outcome && { outcome }),
      ...(reason && { reason }),
      ...(until && { validUntil: until }),
    },
    done: '已记录',
    ...(what === 'decision' && { consequence: '理由写进结果公告的“说明”一栏，向社会公开；公告发布时效力随之变更' }),
  };
}

/** What is waited for, in a sentence; nothing once the announcement is out. */
function nextOf({ items, proposed, decided, documentId, appliedAt }: CleaningDetail): string | undefined {
  if (appliedAt) return undefined;
  if (documentId) return '结果公告审签、发布后，各件的效力随之变更';
  if (decided === items) return '全部审核完毕，由拟稿人起草结果公告';
  const waiting = [
    proposed < items && `等待起草单位对 ${items - proposed} 件提出意见`,
    proposed > decided && `${proposed - decided} 件等待审核`,
  ].filter(Boolean);
  return `${waiting.join('，')}；全部审核后起草结果公告`;
}

const announcing = (id: string): DrawerForm => ({
  title: '起草结果公告',
  schema: Announcement,
  path: `/api/normative-cleanings/${id}/announcement`,
  submitLabel: '起草',
  done: '已起草，请到公告里送审',
  consequence: '四张清单写入公告草稿，之后清理意见不能再改',
});
