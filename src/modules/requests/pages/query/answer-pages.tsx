import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import {
  Choices,
  DefinitionList,
  ErrorSummary,
  type FieldErrors,
  FormPage,
  type SiteFacts,
  TextArea,
  TextField,
} from '#portal/index.ts';
import type { AnswerField, AnswerKindDef } from '../../answers/answer-kinds.ts';
import { GRADES } from '../../answers/contract.ts';
import type { Offer } from '../../answers/offers.ts';
import type { TypedAnswer } from '../../answers/typed-answer.ts';
import { Fingerprint } from '../fingerprint.tsx';
import { QUERY_FORM } from './query-form.tsx';
import { Ticketed } from './ticketed.tsx';

interface Answering {
  readonly site: SiteFacts;
  readonly kind: AnswerKindDef;
  readonly offer: Offer;
  readonly receipt: string;
  readonly ticket: string;
  readonly typed: TypedAnswer;
}

/** One thing an applicant may say: what it means, then what it asks. Works without script. */
export function AnswerForm({ errors = {}, ...answering }: Answering & { readonly errors?: FieldErrors }) {
  const { site, kind, offer, receipt, ticket, typed } = answering;
  return (
    <FormPage site={site} form={QUERY_FORM} step={kind.label}>
      <div className="page-head">
        <h1>{kind.label}</h1>
        <p className="lead">{kind.means}</p>
      </div>
      <ErrorSummary errors={errors} />
      <DefinitionList
        items={[
          { term: '回执编号', value: receipt },
          { term: '告知的事项', value: offer.asks && <span className="as-typed">{offer.asks}</span> },
          { term: '应缴金额', value: offer.yuan !== undefined && `${offer.yuan.toLocaleString('zh-CN')}元` },
          { term: '期限', value: offer.caution ?? (offer.by ? `最后一天是${chineseDate(offer.by)}（含当天）` : '') },
        ]}
      />
      <form action="/requests/query/answer/review" method="post" noValidate>
        <input type="hidden" name="ticket" value={ticket} />
        <input type="hidden" name="kind" value={offer.kind} />
        {kind.fields.map((field) => (
          <FieldOf key={field.name} field={field} value={typed[field.name]} error={errors[field.name]} />
        ))}
        <div className="form-actions">
          <button type="submit">下一步：核对</button>
        </div>
      </form>
      <Back ticket={ticket} />
    </FormPage>
  );
}

function FieldOf({ field, value, error }: { field: AnswerField; value: string; error: string | undefined }) {
  const { name, label, hint, required, most } = field;
  const common = { id: name, label, error, ...(hint && { hint }), ...(required && { required }) };
  if (name === 'grade')
    return (
      <Choices
        id={name}
        label={label}
        value={value}
        error={error}
        options={Object.fromEntries(GRADES.map((word, i) => [String(i + 1), word]))}
      />
    );
  if (name === 'voucher') return <TextField {...common} value={value} maxLength={most} />;
  return <TextArea {...common} value={value} maxLength={most} rows={required ? 8 : 3} />;
}

/** Shows once more what will be sent. `id` makes sure that pressing twice sends it once. */
export function AnswerReview({ id, ...answering }: Answering & { readonly id: string }) {
  const { site, kind, offer, receipt, ticket, typed } = answering;
  const said = kind.fields.filter(({ name }) => typed[name] !== '');
  return (
    <FormPage site={site} form={QUERY_FORM} step="核对">
      <div className="page-head">
        <h1>请核对后提交</h1>
        {kind.grave && <p className="lead">{kind.means}</p>}
        {offer.caution && <p className="lead">{offer.caution}</p>}
      </div>
      <DefinitionList
        items={[
          { term: '办理事项', value: kind.label },
          { term: '回执编号', value: receipt },
          ...said.map(({ name, label }) => ({
            term: label,
            value: <span className="as-typed">{name === 'grade' ? GRADES[Number(typed.grade) - 1] : typed[name]}</span>,
          })),
        ]}
      />
      <form action="/requests/query/answer/send" method="post">
        <input type="hidden" name="ticket" value={ticket} />
        <input type="hidden" name="kind" value={offer.kind} />
        {said.map(({ name }) => (
          <input key={name} type="hidden" name={name} value={typed[name]} />
        ))}
        <input type="hidden" name="id" value={id} />
        <div className="form-actions">
          <button type="submit">{kind.grave ? `确认${kind.label}` : '确认提交'}</button>
          <button type="submit" formAction="/requests/query/answer" className="quiet">
            返回修改
          </button>
        </div>
      </form>
    </FormPage>
  );
}

/** Told before anything is typed: why it cannot be said now. */
export function AnswerRefused({
  site,
  kind,
  because,
  ticket,
}: {
  readonly site: SiteFacts;
  readonly kind: AnswerKindDef;
  readonly because: string;
  readonly ticket: string;
}) {
  return (
    <FormPage site={site} form={QUERY_FORM} step={kind.label}>
      <div className="page-head">
        <h1>现在不能{kind.label}</h1>
        <p className="lead">{because}。</p>
      </div>
      <Back ticket={ticket} />
    </FormPage>
  );
}

export function AnswerSent({
  site,
  kind,
  receipt,
  ticket,
  on,
  before,
  late,
  fingerprint,
}: {
  readonly site: SiteFacts;
  readonly kind: AnswerKindDef;
  readonly receipt: string;
  readonly ticket: string;
  readonly on: LocalDate;
  readonly before: boolean;
  readonly late: boolean;
  /** Of a text that stands in place of the first. */
  readonly fingerprint?: string | undefined;
}) {
  return (
    <FormPage site={site} form={QUERY_FORM} step="已提交">
      <div className="page-head">
        <h1>{before ? '此前已经提交，没有重复提交' : '已经提交'}</h1>
        <p className="lead">
          {late
            ? `${kind.noun}到达时申请已经转到其他环节，可能不能按${kind.noun}办理；内容已经留存，送工作人员查看。`
            : `${kind.noun}以${chineseDate(on)}为提交日期，几分钟内登记完毕，登记以后可以在办理情况里看到。`}
        </p>
      </div>
      <DefinitionList
        items={[
          { term: '办理事项', value: kind.label },
          { term: '回执编号', value: receipt },
          { term: '提交日期', value: chineseDate(on) },
          { term: '更正后内容的指纹', value: fingerprint && <Fingerprint hash={fingerprint} copied /> },
        ]}
      />
      <p data-print />
      <Back ticket={ticket} />
    </FormPage>
  );
}

const Back = ({ ticket }: { readonly ticket: string }) => (
  <Ticketed action="/requests/query" ticket={ticket} quiet>
    返回办理情况
  </Ticketed>
);
