import { chineseDate, chineseWeekday, daysBetween, type LocalDate } from '#kernel/dates.ts';
import { DefinitionList } from '#portal/index.ts';
import { ANSWER_KINDS } from '../../answers/answer-kinds.ts';
import type { Offer } from '../../answers/offers.ts';
import { REPLY_KINDS } from '../../law/reply-kinds.ts';
import type { Standing } from '../../tracking/plain-words.ts';
import type { RequestStatus } from '../../tracking/status.ts';
import { Ticketed } from './ticketed.tsx';

/** The head of the page: what to do or what is so, how much, until when, what happens otherwise; and the button for it. What has gone past its day stands in red. */
export function StandingOf({
  standing,
  status,
  offer,
  ticket,
  today,
}: {
  readonly standing: Standing;
  readonly status: RequestStatus;
  /** What the applicant is asked to do here. */
  readonly offer: Offer | undefined;
  readonly ticket: string;
  readonly today: LocalDate;
}) {
  const { heading, tone, now, who, what, by, within, otherwise, still, letterId } = standing;
  const letter = status.letters.find(({ id }) => id === letterId);
  const file = status.files.find((one) => letterId !== undefined && one.letterId === letterId);
  const mine = who === '您';
  const office = status.unit ? `${who}（承办单位：${status.unit}）` : who;
  return (
    <div className={`page-head standing standing-${tone}`}>
      <h1>{heading}</h1>
      <p className="lead">{now}。</p>
      <DefinitionList
        items={[
          { term: mine ? '请您' : '接下来', value: what && (mine ? what : `${office}：${what}`) },
          {
            term: '应缴金额',
            value: letter?.yuan !== undefined && <strong>{letter.yuan.toLocaleString('zh-CN')}元</strong>,
          },
          {
            term: '缴款码',
            value: letter?.paymentCode && (
              <>
                <strong>{letter.paymentCode}</strong>
                {letter.payUrl && (
                  <>
                    ，可以<a href={letter.payUrl}>在非税缴款平台网上缴款</a>
                  </>
                )}
              </>
            ),
          },
          {
            term: ASKS[letter?.kind ?? ''] ?? '告知的事项',
            value: letter?.asks && <span className="as-typed">{letter.asks}</span>,
          },
          { term: '最后一天', value: by ? <LastDay by={by} today={today} /> : within },
          { term: '过了期限', value: otherwise },
          { term: '您还可以', value: still },
          { term: '办理结果', value: status.replyKind ? resultOf(status.replyKind) : '' },
          { term: '逾期原因', value: status.lateReason },
        ]}
      />
      {(offer || file) && (
        <div className="form-actions">
          {offer && (
            <Ticketed action="/requests/query/answer" ticket={ticket} fields={{ kind: offer.kind }}>
              {ANSWER_KINDS[offer.kind].label}
            </Ticketed>
          )}
          {file && (
            <Ticketed
              action="/requests/query/file"
              ticket={ticket}
              fields={{ file: file.id }}
              quiet={offer !== undefined}
            >
              下载{file.label}
            </Ticketed>
          )}
        </div>
      )}
    </div>
  );
}

/** What the words of each letter are to whoever is asked. */
const ASKS: Readonly<Record<string, string>> = { correction: '需要补正', reasons: '申请的情况', fee: '缴费方式' };

function LastDay({ by, today }: { readonly by: LocalDate; readonly today: LocalDate }) {
  const left = daysBetween(today, by);
  return (
    <>
      <time dateTime={by}>
        <strong>{chineseDate(by)}</strong>（{chineseWeekday(by)}，含当天）
      </time>
      {left === 0 ? '，就是今天' : left > 0 ? `，还有${left}天` : ''}
    </>
  );
}

/** The family first, as people know it; then the row, where it says more. */
function resultOf(bucket: keyof typeof REPLY_KINDS): string {
  const { family, label } = REPLY_KINDS[bucket];
  return label === family ? family : `${family}（${label}）`;
}
