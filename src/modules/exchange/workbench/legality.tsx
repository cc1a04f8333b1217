import { Button, Space, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  Block,
  CivilDate,
  type DrawerForm,
  Facts,
  FormDrawer,
  Loaded,
  Moment,
  Nothing,
  Page,
  useRead,
  useWrite,
  Verbatim,
  api,
} from '#workbench/kit/index.ts';
import type { LocalDate } from '#kernel/dates.ts';
import {
  DELIVERY_STATES,
  type LegalityBoard,
  type LegalityRequestLine,
  type OpinionLine,
  VERDICTS,
  WithReason,
} from '../contract.ts';

const BOARD = '/api/exchange/legality';

/** What waits for legality review, what outside platforms were asked, and what they answered. */
export default function Legality() {
  const read = useRead<LegalityBoard>(BOARD);
  const [form, setForm] = useState<DrawerForm>();
  const ask = useWrite(
    (asked: { readonly documentId: string; readonly partnerId: string }) =>
      api.post('/api/exchange/legality-requests', asked),
    { done: '已送审，答复后会通知您', refresh: [BOARD] },
  );
  return (
    <Page
      title="外部合法性审核"
      lead="把待审的文稿送外部平台审核，意见回到这里。平台的意见不代替签署：请核对后由本人签署或退回。"
    >
      <Loaded query={read}>
        {({ waiting, requests, platforms, mayAsk }) => (
          <>
            <Block title="待合法性审核、还没有送审" count={waiting.length}>
              {waiting.length === 0 && <Nothing words="没有待送审的文件" />}
              {waiting.map(({ id, indexNumber, title }) => (
                <div key={id} className="block-line">
                  <Link to={`/documents/${id}`}>{title}</Link> <span className="muted">{indexNumber}</span>{' '}
                  {mayAsk &&
                    platforms.map((platform) => (
                      <Button
                        key={platform.id}
                        size="small"
                        loading={ask.isPending}
                        aria-label={`把${title}送${platform.name}审核`}
                        onClick={() => ask.mutate({ documentId: id, partnerId: platform.id })}
                      >
                        送{platform.name}
                      </Button>
                    ))}
                </div>
              ))}
              {platforms.length === 0 && waiting.length > 0 && (
                <p className="muted">
                  还没有登记合法性审核平台。由政务公开办公室在「对接系统」中登记，填写平台的接收地址。
                </p>
              )}
            </Block>
            <Block title="送审和答复" count={requests.length}>
              {requests.length === 0 && <Nothing words="还没有送审过" />}
              {requests.map((request) => (
                <OneRequest key={request.id} request={request} mayAsk={mayAsk} open={setForm} />
              ))}
            </Block>
          </>
        )}
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={[BOARD]} />
    </Page>
  );
}

function OneRequest({
  request,
  mayAsk,
  open,
}: {
  readonly request: LegalityRequestLine;
  readonly mayAsk: boolean;
  readonly open: (form: DrawerForm) => void;
}) {
  const { title, documentId, delivery, opinions, current, cancelledAt, late } = request;
  return (
    <section className="block-line" aria-label={title}>
      <h3>
        <Link to={`/documents/${documentId}`}>{title}</Link>
      </h3>
      <Facts
        facts={[
          ['索引号', request.indexNumber],
          ['平台', request.partnerName],
          [
            '送审',
            <span key="asked">
              {request.askedBy} <Moment at={request.askedAt} />
            </span>,
          ],
          ['约定答复', <Moment key="due" at={request.dueAt} />],
          ['情况', standingOf(request)],
          ['最近的问题', delivery.lastError],
        ]}
      />
      {late && <p className="bad">对方已超过约定时限没有答复，请催问，或撤销送审后在本系统内审核。</p>}
      {opinions.map((opinion) => (
        <Opinion key={opinion.id} opinion={opinion} />
      ))}
      {mayAsk && current && !cancelledAt && (
        <Space>
          <Link to={`/documents/${documentId}`}>去签署或退回</Link>
          <Button size="small" onClick={() => open(callOffForm(request))}>
            撤销送审
          </Button>
        </Space>
      )}
    </section>
  );
}

function standingOf({ cancelledAt, current, delivery, opinions }: LegalityRequestLine): string {
  if (cancelledAt) return '已撤销送审';
  if (!current) return '文稿已离开这一环节或已修改';
  return opinions.length > 0 ? '已答复' : DELIVERY_STATES[delivery.state];
}

/** An opinion with the words a reviewer puts into the signature: verdict, number, date. */
function Opinion({ opinion }: { readonly opinion: OpinionLine }) {
  const { verdict, number, reviewer, reviewedOn, counts } = opinion;
  return (
    <div className={counts ? undefined : 'muted'}>
      <Facts
        facts={[
          [
            '结论',
            counts ? <strong key="verdict">{VERDICTS[verdict]}</strong> : `${VERDICTS[verdict]}（已被后来的意见取代）`,
          ],
          [
            '审核文号',
            <Typography.Text key="number" copyable>
              {number}
            </Typography.Text>,
          ],
          ['审核人', reviewer],
          ['审核日期', <CivilDate key="on" on={reviewedOn as LocalDate} />],
        ]}
      />
      <Verbatim
        from={
          <>
            收到时间 <Moment at={opinion.receivedAt} />
          </>
        }
      >
        {opinion.opinion}
      </Verbatim>
      {counts && (
        <Typography.Paragraph copyable={{ text: `合法性审核${VERDICTS[verdict]}（${number}，${reviewedOn}）。` }}>
          签署时可用：合法性审核{VERDICTS[verdict]}（{number}，{reviewedOn}）。
        </Typography.Paragraph>
      )}
    </div>
  );
}

const callOffForm = ({ id, title }: LegalityRequestLine): DrawerForm => ({
  title: `撤销送审：${title}`,
  schema: WithReason,
  path: `/api/exchange/legality-requests/${id}/call-off`,
  submitLabel: '撤销',
  done: '已撤销',
  consequence: '不再接收对方对这次送审的意见',
});
