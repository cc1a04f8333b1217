import { readClock, editionOn } from '#kernel/clock.ts';
import type { WorkCalendar } from '#kernel/calendar.ts';
import { chineseDate, civilDate, type LocalDate } from '#kernel/dates.ts';
import {
  Clock,
  DefinitionList,
  ErrorSummary,
  type FieldErrors,
  FormPage,
  type SiteFacts,
  TextField,
} from '#portal/index.ts';
import { replyClock } from '../law/reply-clock.ts';
import { REPLY_KINDS } from '../law/reply-kinds.ts';
import type { RequestStatus, TrackedLetter } from '../tracking/status.ts';
import type { Tracked } from '../tracking/tracking.ts';

const QUERY_FORM = {
  name: '查询申请的办理情况',
  path: '/requests/query',
  under: { label: '依申请公开', href: '/requests' },
  section: 'openness',
};

/** Number and code, asked for in a form: neither ever stands in an address. */
export function QueryForm({
  site,
  receipt = '',
  errors = {},
}: {
  readonly site: SiteFacts;
  readonly receipt?: string;
  readonly errors?: FieldErrors;
}) {
  return (
    <FormPage site={site} form={QUERY_FORM}>
      <div className="page-head">
        <h1>{QUERY_FORM.name}</h1>
        <p className="lead">请填写回执上的编号和查询码。查询码遗失的，请携带身份证件到政务公开办公室核验。</p>
      </div>
      <ErrorSummary errors={errors} />
      <form action="/requests/query" method="post" noValidate>
        <TextField
          id="receipt"
          label="回执编号"
          hint="例如 20261122-7K3M9QXD"
          required
          value={receipt}
          maxLength={40}
          error={errors.receipt}
        />
        <TextField
          id="code"
          label="查询码"
          hint="五组、每组四个字母或数字"
          required
          maxLength={60}
          error={errors.code}
        />
        <div className="form-actions">
          <button type="submit">查询</button>
        </div>
      </form>
    </FormPage>
  );
}

/** How it stands, in plain words: the period with its reckoning, every letter, and what is asked of the applicant. */
export function RequestStatusPage({
  site,
  tracked,
  today,
  calendar,
}: {
  readonly site: SiteFacts;
  readonly tracked: Tracked;
  readonly today: LocalDate;
  readonly calendar: WorkCalendar;
}) {
  if (tracked.is === 'waiting')
    return (
      <FormPage site={site} form={QUERY_FORM} step="办理情况">
        <div className="page-head">
          <h1>已经提交，正在登记</h1>
          <p className="lead">{chineseDate(civilDate(tracked.sentAt))}提交，几分钟内登记完毕，请稍后再查。</p>
        </div>
      </FormPage>
    );
  const { status } = tracked;
  return (
    <FormPage site={site} form={QUERY_FORM} step="办理情况">
      <div className="page-head">
        <h1>{status.stateLabel}</h1>
      </div>
      <DefinitionList items={factsOf(tracked.receipt, status)} />
      <PeriodOf status={status} today={today} calendar={calendar} />
      <LettersOf letters={status.letters} />
    </FormPage>
  );
}

function factsOf(receipt: string, status: RequestStatus) {
  return [
    { term: '回执编号', value: receipt },
    { term: '申请编号', value: status.number },
    { term: '提交日期', value: chineseDate(civilDate(status.submittedAt)) },
    {
      term: '收到申请之日',
      value: status.receivedOn ? chineseDate(status.receivedOn) : '尚未确认，答复期限从双方确认之日的次日起计算',
    },
    ...(status.replyKind ? [{ term: '办理结果', value: REPLY_KINDS[status.replyKind].label }] : []),
    ...(status.lateReason ? [{ term: '逾期原因', value: status.lateReason }] : []),
    { term: '内容指纹', value: <span className="fingerprint">{status.contentHash}</span> },
  ];
}

function PeriodOf({
  status: { receivedOn, events },
  today,
  calendar,
}: {
  readonly status: RequestStatus;
  readonly today: LocalDate;
  readonly calendar: WorkCalendar;
}) {
  if (!receivedOn) return null;
  const reading = readClock(editionOn(replyClock, receivedOn), events as never, calendar, today);
  return <Clock title="答复期限" reading={reading} today={today} />;
}

function LettersOf({ letters }: { readonly letters: readonly TrackedLetter[] }) {
  if (letters.length === 0) return null;
  return (
    <section aria-labelledby="letters" className="text">
      <h2 id="letters">文书</h2>
      <ul>
        {letters.map((letter) => (
          <li key={letter.id}>
            {chineseDate(letter.sentOn)}：{letter.label}（{letter.number}）
            {letter.asks && <p>需要您补正：{letter.asks}</p>}
            {letter.answerBy && <p>请在{chineseDate(letter.answerBy)}以前办理，逾期视为放弃申请。</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
