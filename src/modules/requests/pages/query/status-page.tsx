import type { WorkCalendar } from '#kernel/calendar.ts';
import { chineseDate, chineseDateTime, civilDate, type LocalDate } from '#kernel/dates.ts';
import { Clock, DateText, DefinitionList, FormPage, type SiteFacts, sizeText } from '#portal/index.ts';
import { ANSWER_KINDS } from '../../answers/answer-kinds.ts';
import { type Offer, offersOf } from '../../answers/offers.ts';
import type { OfficeFacts } from '../../guide/office-facts.ts';
import { standingOf } from '../../tracking/plain-words.ts';
import { clockFacts, replyReading } from '../../tracking/public-clock.ts';
import { silenceRemedy } from '../../tracking/silence-remedy.ts';
import type { RequestStatus, TrackedFile, TrackedLetter } from '../../tracking/status.ts';
import { timelineOf } from '../../tracking/timeline.ts';
import type { Tracked } from '../../tracking/tracking.ts';
import { AskUs } from '../ask-us.tsx';
import { Fingerprint } from '../fingerprint.tsx';
import { QUERY_FORM } from './query-form.tsx';
import { StandingOf } from './standing.tsx';
import { Ticketed } from './ticketed.tsx';

interface Shown {
  readonly site: SiteFacts;
  readonly tracked: Tracked;
  readonly ticket: string;
  readonly today: LocalDate;
  readonly calendar: WorkCalendar;
  readonly office: OfficeFacts;
}

/** How it stands: what to do or what is so, by when, and whom to call; then what else can be done here, the letters, the reckoning of the period, what has happened. */
export function StatusPage({ site, tracked, ticket, today, calendar, office }: Shown) {
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
        <AskUs site={site} office={office} />
      </FormPage>
    );
  const { status, unopened } = tracked;
  const reading = replyReading(status, calendar, today);
  const bodies = status.bodies ?? office;
  const offers = offersOf(status, today);
  const first = offers.find(({ kind }) => ANSWERING.has(kind));
  return (
    <FormPage site={site} form={QUERY_FORM} step="办理情况">
      {unopened.map((at) => (
        <p className="note" role="status" key={at}>
          您{chineseDateTime(at)}提交的内容已经收到，正在登记，几分钟以后再查。
        </p>
      ))}
      <StandingOf
        standing={standingOf(status, reading, today, calendar)}
        status={status}
        offer={first}
        ticket={ticket}
        today={today}
      />
      <SilenceOf lines={silenceRemedy(reading, bodies)} url={bodies.reviewUrl} />
      {/* The telephone of the guide is that of the bureau whose site this is. */}
      <AskUs site={site} office={status.bodies ? {} : office} />
      <OffersOf offers={offers.filter((offer) => offer !== first)} ticket={ticket} />
      <PartsOf status={status} />
      <FilesOf status={status} ticket={ticket} />
      {reading && reading.state !== 'idle' && (
        <>
          <Clock title="答复期限" reading={reading} today={today} />
          <DefinitionList items={clockFacts(status, reading)} />
        </>
      )}
      <DisputesOf status={status} />
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

/** What the office has asked for: said where it is asked, not among what else can be done. */
const ANSWERING: ReadonlySet<string> = new Set(['correction', 'supplement', 'reasons', 'payment']);

/** Not answered in time: what may be done about it, beside the page's own sentence that it is late. */
function SilenceOf({ lines, url }: { readonly lines: readonly string[]; readonly url: string | undefined }) {
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="silence" className="text">
      <h2 id="silence">没有按期答复，您可以怎么办</h2>
      {lines.map((line) => (
        <p key={line}>{url ? linked(line, url) : line}</p>
      ))}
    </section>
  );
}

/** A sentence with the address in it to be pressed. */
const linked = (line: string, url: string) =>
  line.split(url).flatMap((words, i) =>
    i === 0
      ? [words]
      : [
          <a key={url} href={url}>
            {url}
          </a>,
          words,
        ],
  );

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

function OffersOf({ offers, ticket }: { readonly offers: readonly Offer[]; readonly ticket: string }) {
  if (offers.length === 0) return null;
  return (
    <section aria-labelledby="offers" className="text">
      <h2 id="offers">您还可以在这里办理</h2>
      <ul className="offers">
        {offers.map(({ kind }) => (
          <li key={kind}>
            <Ticketed action="/requests/query/answer" ticket={ticket} fields={{ kind }} quiet>
              {ANSWER_KINDS[kind].label}
            </Ticketed>
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

const FORMS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['PDF'],
  'application/zip': ['ZIP 压缩包，内有清单'],
};

function fileLine(file: TrackedFile, letters: readonly TrackedLetter[]): string {
  const letter = letters.find(({ id }) => id === file.letterId);
  const line = letter ? letterLine(letter) : `${chineseDate(file.on)} ${file.name}`;
  return [line, ...(FORMS[file.type] ?? []), sizeText(file.size)].join('，');
}

/** Reviews and suits about this request, as they are recorded here. */
function DisputesOf({ status: { disputes = [] } }: { readonly status: RequestStatus }) {
  if (disputes.length === 0) return null;
  return (
    <section aria-labelledby="disputes" className="text">
      <h2 id="disputes">行政复议和行政诉讼</h2>
      <ul>
        {disputes.map(({ label, organ, filedOn, decidedOn, outcome }) => (
          <li key={`${label} ${organ} ${filedOn}`}>
            {label}：{organ}于<DateText on={filedOn} />
            受理
            {decidedOn ? (
              <>
                ，<DateText on={decidedOn} />
                审结（{outcome}）
              </>
            ) : (
              '，尚未审结'
            )}
          </li>
        ))}
      </ul>
      <p>以上由本机关登记，以受理机关送达的文书为准；审理的进度请向受理机关了解。</p>
    </section>
  );
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
    { term: '承办单位', value: status.unit },
    { term: '提交日期', value: chineseDate(civilDate(status.submittedAt)) },
    { term: '收到申请之日', value: status.receivedOn ? chineseDate(status.receivedOn) : '尚未确认' },
    { term: '内容指纹', value: <Fingerprint hash={status.contentHash} /> },
    {
      term: '更正后内容的指纹',
      value: status.replacedHash !== undefined && <Fingerprint hash={status.replacedHash} />,
    },
  ];
}
