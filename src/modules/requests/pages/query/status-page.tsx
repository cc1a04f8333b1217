import type { WorkCalendar } from '#kernel/calendar.ts';
import { chineseDate, chineseDateTime, civilDate, type LocalDate } from '#kernel/dates.ts';
import { Clock, DateText, DefinitionList, FormPage, type SiteFacts, sizeText } from '#portal/index.ts';
import { ANSWER_KINDS } from '../../answers/answer-kinds.ts';
import { offersOf } from '../../answers/offers.ts';
import type { GuideFacts } from '../../guide/published.ts';
import { REPLY_KINDS } from '../../law/reply-kinds.ts';
import { type Standing, standingOf } from '../../tracking/plain-words.ts';
import { clockFacts, replyReading } from '../../tracking/public-clock.ts';
import { silenceRemedy } from '../../tracking/silence-remedy.ts';
import type { RequestStatus, TrackedFile, TrackedLetter } from '../../tracking/status.ts';
import { timelineOf } from '../../tracking/timeline.ts';
import type { Tracked } from '../../tracking/tracking.ts';
import { QUERY_FORM } from './query-form.tsx';
import { Ticketed } from './ticketed.tsx';

interface Shown {
  readonly site: SiteFacts;
  readonly tracked: Tracked;
  readonly ticket: string;
  readonly today: LocalDate;
  readonly calendar: WorkCalendar;
  readonly guide: GuideFacts;
}

/** How it stands: what is so now, who does what next and by when; then what can be done here, the letters, the reckoning of the period, what has happened. */
export function StatusPage({ site, tracked, ticket, today, calendar, guide }: Shown) {
  if (tracked.is === 'waiting')
    return (
      <FormPage site={site} form={QUERY_FORM} step="办理情况">
        <div className="page-head">
          <h1>已经提交，正在登记</h1>
          <p className="lead">{chineseDate(civilDate(tracked.sentAt))}提交，几分钟内登记完毕，请稍后再查。</p>
        </div>
        <Ticketed action="/requests/query" ticket={ticket}>
          再查一次
        </Ticketed>
      </FormPage>
    );
  const { status, unopened } = tracked;
  const reading = replyReading(status, calendar, today);
  return (
    <FormPage site={site} form={QUERY_FORM} step="办理情况">
      <div className="page-head">
        <h1>{status.stateLabel}</h1>
      </div>
      <StandingOf standing={standingOf(status, reading)} status={status} />
      <SilenceOf lines={silenceRemedy(reading, guide)} />
      {unopened.map((at) => (
        <p className="note" key={at}>
          您{chineseDateTime(at)}提交的内容已经收到，正在登记，几分钟以后再查。
        </p>
      ))}
      <OffersOf status={status} ticket={ticket} today={today} />
      <PartsOf status={status} />
      <FilesOf status={status} ticket={ticket} />
      {reading && reading.state !== 'idle' && (
        <>
          <Clock title="答复期限" reading={reading} today={today} />
          <DefinitionList items={clockFacts(status, reading)} />
        </>
      )}
      <TimelineOf status={status} />
      <section aria-labelledby="facts" className="text">
        <h2 id="facts">这件申请</h2>
        <DefinitionList items={factsOf(tracked.receipt, status)} />
      </section>
      <p data-print>
        <a href={QUERY_FORM.path}>查询另一件</a>
      </p>
    </FormPage>
  );
}

/** Not answered in time: what may be done about it, beside the page's own sentence that it is late. */
function SilenceOf({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="silence" className="text">
      <h2 id="silence">没有按期答复，您可以怎么办</h2>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}

/** Of one that was split, where each part stands: each has a number of its own, and the code of all is the same. */
function PartsOf({ status: { parts = [], answeredWith } }: { readonly status: RequestStatus }) {
  if (answeredWith) return <p className="note">与{answeredWith}并案办理，答复书写明全部编号。</p>;
  if (parts.length === 0) return null;
  return (
    <section aria-labelledby="parts" className="text">
      <h2 id="parts">拆分后的各件申请</h2>
      <p>每件单独办理和答复，用各自的查询编号和同一个查询码查询。</p>
      <DefinitionList
        items={parts.map(({ receipt, number, stateLabel }) => ({ term: receipt, value: `${number}，${stateLabel}` }))}
      />
    </section>
  );
}

function StandingOf({ standing, status }: { readonly standing: Standing; readonly status: RequestStatus }) {
  const { now, who, what, by } = standing;
  const asks = status.letters.findLast(
    ({ kind }) => kind === (status.awaitsSupplement ? 'correction' : ASKED_IN[status.state]),
  )?.asks;
  return (
    <DefinitionList
      items={[
        { term: '现在', value: now },
        { term: '接下来', value: who && what ? `${who}：${what}` : '' },
        { term: '最迟', value: by ? <DateText on={by} /> : '' },
        { term: '告知的事项', value: asks ? <span className="as-typed">{asks}</span> : '' },
        { term: '办理结果', value: status.replyKind ? resultOf(status.replyKind) : '' },
        { term: '逾期原因', value: status.lateReason },
      ]}
    />
  );
}

const ASKED_IN: Readonly<Record<string, string>> = {
  awaitingCorrection: 'correction',
  awaitingReasons: 'reasons',
  awaitingPayment: 'fee',
};

/** The family first, as people know it; then the row, where it says more. */
function resultOf(bucket: keyof typeof REPLY_KINDS): string {
  const { family, label } = REPLY_KINDS[bucket];
  return label === family || bucket === 'partial' ? family : `${family}（${label}）`;
}

function OffersOf({
  status,
  ticket,
  today,
}: {
  readonly status: RequestStatus;
  readonly ticket: string;
  readonly today: LocalDate;
}) {
  const offers = offersOf(status, today);
  if (offers.length === 0) return null;
  return (
    <section aria-labelledby="offers" className="text">
      <h2 id="offers">您可以在这里办理</h2>
      <ul className="offers">
        {offers.map(({ kind, by, caution }, i) => (
          <li key={kind}>
            <Ticketed action="/requests/query/answer" ticket={ticket} fields={{ kind }} quiet={i > 0}>
              {ANSWER_KINDS[kind].label}
            </Ticketed>
            {by && !caution && <span className="aside">请在{chineseDate(by)}以前</span>}
            {caution && <span className="aside">期限已经届满，仍可以提交</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function FilesOf({ status: { files, letters }, ticket }: { readonly status: RequestStatus; readonly ticket: string }) {
  if (files.length === 0 && letters.length === 0) return null;
  return (
    <section aria-labelledby="letters" className="text">
      <h2 id="letters">文书和材料</h2>
      <ul className="files">
        {letters
          .filter(({ id }) => !files.some(({ letterId }) => letterId === id))
          .map((letter) => (
            <li key={letter.id}>
              <span>{letterLine(letter)}</span>
            </li>
          ))}
        {files.map((file) => (
          <li key={file.id}>
            <span>{fileLine(file, letters)}</span>
            <Ticketed action="/requests/query/file" ticket={ticket} fields={{ file: file.id }} quiet>
              下载<span className="unseen">：{file.name}</span>
            </Ticketed>
          </li>
        ))}
      </ul>
    </section>
  );
}

const letterLine = ({ sentOn, label, number }: TrackedLetter) => `${chineseDate(sentOn)} ${label}（${number}）`;

function fileLine(file: TrackedFile, letters: readonly TrackedLetter[]): string {
  const letter = letters.find(({ id }) => id === file.letterId);
  const line = letter ? letterLine(letter) : `${chineseDate(file.on)} ${file.name}`;
  return [line, ...(file.type === 'application/pdf' ? ['PDF'] : []), sizeText(file.size)].join('，');
}

function TimelineOf({ status }: { readonly status: RequestStatus }) {
  return (
    <section aria-labelledby="timeline" className="text">
      <h2 id="timeline">办理经过</h2>
      <ol className="happened">
        {timelineOf(status).map(({ on, what }) => (
          <li key={`${on} ${what}`}>
            <DateText on={on} /> {what}
          </li>
        ))}
      </ol>
    </section>
  );
}

function factsOf(receipt: string, status: RequestStatus) {
  return [
    { term: '回执编号', value: receipt },
    { term: '申请编号', value: status.number },
    { term: '提交日期', value: chineseDate(civilDate(status.submittedAt)) },
    { term: '收到申请之日', value: status.receivedOn ? chineseDate(status.receivedOn) : '尚未确认' },
    { term: '内容指纹', value: <span className="fingerprint">{status.contentHash}</span> },
  ];
}
