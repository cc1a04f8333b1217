import type { ReactNode } from 'react';
import { asset, DefinitionList, FormPage, HiddenFields, type SiteFacts, sizeText } from '#portal/index.ts';
import type { PublishedAnswer } from '#commons/publishing/index.ts';
import { civilDate } from '#kernel/dates.ts';
import {
  APPLICANT_CLASSES,
  ID_KINDS,
  UPLOAD_PURPOSES,
  type UploadPurpose,
  WANTED_CHANNELS,
  WANTED_FORMS,
} from '../contract.ts';
import { SENT_ONLINE } from '../delivery/contract.ts';
import { SECONDS_WITHOUT_SCRIPT } from '../intake/review-stamp.ts';
import type { ShownFile } from './form-fields.tsx';
import { anchorOf, FORM_PARTS, type FormField, type FormPart, labelOf } from './form-parts.ts';
import { REQUEST_FORM } from './request-form.tsx';
import type { TypedRequest } from './typed.ts';

/** Shows once more what will be sent. `id` makes sure that pressing twice sends it once; `stamp` and `challenge` that no program sends it. */
export function RequestReview({
  site,
  typed,
  files,
  answers,
  offered,
  id,
  stamp,
  challenge,
  notice,
  closed,
}: {
  readonly site: SiteFacts;
  readonly typed: TypedRequest;
  readonly files: readonly ShownFile[];
  /** What is published already and may be what is asked for. */
  readonly answers: readonly (PublishedAnswer & { readonly href: string })[];
  readonly offered: string;
  readonly id: string;
  readonly stamp: string;
  readonly challenge: string;
  /** Why it was not sent yet, and what to do. */
  readonly notice?: string | undefined;
  /** That the form takes nothing in for a time. */
  readonly closed?: ReactNode;
}) {
  return (
    <FormPage site={site} form={REQUEST_FORM} step="核对">
      <div className="page-head">
        <h1>请核对后提交</h1>
      </div>
      {notice && (
        <div className="error-summary" role="alert" tabIndex={-1} data-focus>
          <p>{notice}</p>
        </div>
      )}
      {closed}
      {answers.length > 0 && <Answers answers={answers} />}
      {(Object.keys(FORM_PARTS) as FormPart[]).map((part) => (
        <Part key={part} part={part} items={linesOf(part, typed, files)} note={NOTES[part]?.(typed)} />
      ))}
      <form
        id={FORM}
        action="/requests"
        method="post"
        data-proof={challenge}
        data-proof-worker={asset('proof-worker.js')}
        className="review-form"
      >
        <HiddenFields fields={{ ...typed, offered, id, stamp }} />
        <input type="hidden" name="proof" defaultValue="" />
        {files.map(({ file, token }) => (
          <input key={file.id} type="hidden" name="file" value={token} />
        ))}
        <p className="hint" data-proof-note>
          为防止程序批量提交，浏览器没有启用脚本的，请核对 {SECONDS_WITHOUT_SCRIPT}{' '}
          秒以后再按“确认提交”；没有验证码，不使用其他网站的服务。
        </p>
        <div className="form-actions">
          <button type="submit">确认提交</button>
          <button type="submit" formAction="/requests/edit" className="quiet">
            返回修改
          </button>
        </div>
      </form>
      <script src={asset('request-form.js')} type="module" />
    </FormPage>
  );
}

function Answers({ answers }: { readonly answers: readonly (PublishedAnswer & { readonly href: string })[] }) {
  return (
    <section className="answers" aria-labelledby="answers">
      <h2 id="answers">可能已经公开</h2>
      <ul>
        {answers.map(({ href, title, unitName, releasedAt }) => (
          <li key={href}>
            <a href={href} target="_blank" rel="noopener nofollow">
              {title}
              <span className="unseen">（在新窗口打开）</span>
            </a>
            <span className="aside">
              {unitName}，{civilDate(releasedAt)}
            </span>
          </li>
        ))}
      </ul>
      <form action="/requests/found" method="post">
        <button type="submit" className="quiet">
          已找到，不再申请
        </button>
      </form>
      <p className="aside">不是您要的，请继续核对并提交。</p>
    </section>
  );
}

const FORM = 'review-form';

/** One part as it will be sent, and the way back to it: a button of the form below, so that nothing typed is lost. */
function Part({
  part,
  items,
  note,
}: {
  readonly part: FormPart;
  readonly items: ReturnType<typeof linesOf>;
  /** What may not be meant as it was typed; it keeps nobody from sending it. */
  readonly note: string | undefined;
}) {
  const { title } = FORM_PARTS[part];
  return (
    <section className="review" aria-labelledby={anchorOf(part)}>
      <div className="review-head">
        <h2 id={anchorOf(part)}>{title}</h2>
        <button type="submit" form={FORM} formAction={`/requests/edit#${anchorOf(part)}`} className="quiet">
          修改<span className="unseen">：{title}</span>
        </button>
      </div>
      {items.length > 0 ? <DefinitionList items={items} /> : <p className="aside">没有填写。</p>}
      {note && <p className="notice">{note}</p>}
    </section>
  );
}

function linesOf(part: FormPart, typed: TypedRequest, files: readonly ShownFile[]) {
  const fields: readonly FormField[] = FORM_PARTS[part].fields;
  const sent = part === 'files' ? files : [];
  return [
    ...fields
      .filter((field) => typed[field] !== '')
      .map((field) => ({
        term: labelOf(field, typed),
        value: <span className="as-typed">{WORDS[field]?.[typed[field]] ?? typed[field]}</span>,
      })),
    ...Object.entries(Object.groupBy(sent, ({ file }) => file.purpose)).map(([purpose, of]) => ({
      term: UPLOAD_PURPOSES[purpose as UploadPurpose],
      value: (
        <span className="as-typed">{of.map(({ file }) => `${file.name}（${sizeText(file.size)}）`).join('\n')}</span>
      ),
    })),
  ];
}

/** Paper does not come by way of the network: said where it can still be changed, and left to the applicant (条例第二十九条第三项). */
const NOTES: Partial<Record<FormPart, (typed: TypedRequest) => string | undefined>> = {
  wanted: ({ wantedForm, wantedChannel }) =>
    wantedForm === 'paper' && SENT_ONLINE.has(wantedChannel)
      ? `您要的是纸面，${WANTED_CHANNELS[wantedChannel as keyof typeof WANTED_CHANNELS]}只能提供电子文件。要纸面的，请点“修改”，改选邮寄、自行领取或者传真；要电子文件的，改选“电子文件”。不改也可以提交。`
      : undefined,
};

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  applicantKind: { citizen: '公民', organisation: '法人或者其他组织' },
  idKind: ID_KINDS,
  agentIdKind: ID_KINDS,
  organisationClass: APPLICANT_CLASSES,
  wantedForm: WANTED_FORMS,
  wantedChannel: WANTED_CHANNELS,
};
