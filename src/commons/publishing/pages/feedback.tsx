import type { ReactNode } from 'react';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { ClockReading } from '#kernel/clock.ts';
import {
  Choices,
  Clock,
  DefinitionList,
  ErrorSummary,
  type FieldErrors,
  FormPage,
  HiddenFields,
  type PublicForm,
  readSiteFacts,
  type SiteFacts,
  TextArea,
  TextField,
} from '#portal/index.ts';
import type { OnlineForm } from '#platform/online-forms.ts';
import { FEEDBACK_KINDS } from '../feedback-kinds.ts';

export interface TypedFeedback {
  readonly page: string;
  readonly kind: string;
  readonly text: string;
}

/** No contact is asked for: nobody answers readers one by one yet, and what is not needed is not collected (个人信息保护法第六条). */
export const FEEDBACK_LENGTHS = { page: 400, text: 2000 } as const;

/** Closed by the office for a time, like every form of the public. */
export const feedbackForm: OnlineForm = {
  key: 'page-feedback',
  label: '我为政府网站找错',
  path: '/feedback/new',
  otherWays: async (portalDb) => [`联系本站：${(await readSiteFacts(portalDb)).contact}`],
};

const FORM: PublicForm = {
  name: '我为政府网站找错',
  path: '/feedback/new',
  under: { label: '互动交流', href: '/sections/interaction' },
  section: 'interaction',
};

/** The form, empty or with everything that was typed and what is wrong with it. */
export function FeedbackForm({
  site,
  typed,
  errors = {},
  closed,
}: {
  readonly site: SiteFacts;
  readonly typed: TypedFeedback;
  /** That nothing is taken in for a time. */
  readonly closed?: ReactNode;
  readonly errors?: FieldErrors;
}) {
  return (
    <FormPage site={site} form={FORM}>
      <div className="page-head">
        <h1>我为政府网站找错</h1>
        <p className="lead">
          发现错别字、过期内容、打不开的链接，请告诉我们。每条都会转给负责那一页的部门，3
          个工作日内核实处理。咨询、投诉和举报请不要写在这里。
        </p>
      </div>
      {closed}
      <ErrorSummary errors={errors} />
      <form action="/feedback/review" method="post" data-draft="feedback" noValidate>
        <TextField
          id="page"
          label="哪一页有错"
          hint="从网页进来的已经填好；也可以把那一页的网址抄在这里。"
          required
          value={typed.page}
          maxLength={FEEDBACK_LENGTHS.page}
          error={errors.page}
        />
        <Choices id="kind" label="是哪一类问题" value={typed.kind} options={FEEDBACK_KINDS} error={errors.kind} />
        <TextArea
          id="text"
          label="错在哪里"
          hint="请写明原来的文字和您认为正确的内容。不要写姓名、电话、身份证号等个人信息。"
          required
          value={typed.text}
          maxLength={FEEDBACK_LENGTHS.text}
          error={errors.text}
        />
        <div className="form-actions">
          <button type="submit">下一步：核对</button>
        </div>
      </form>
    </FormPage>
  );
}

/** Shows once more what will be sent. `id` makes sure that pressing twice sends it once. */
export function FeedbackReview({
  site,
  typed,
  id,
}: {
  readonly site: SiteFacts;
  readonly typed: TypedFeedback;
  readonly id: string;
}) {
  return (
    <FormPage site={site} form={FORM} step="核对">
      <div className="page-head">
        <h1>请核对后提交</h1>
      </div>
      <DefinitionList
        items={[
          { term: '哪一页', value: typed.page },
          { term: '哪一类', value: FEEDBACK_KINDS[typed.kind as keyof typeof FEEDBACK_KINDS] },
          { term: '错在哪里', value: <span className="as-typed">{typed.text}</span> },
        ]}
      />
      <form action="/feedback" method="post">
        <HiddenFields fields={{ ...typed }} />
        <input type="hidden" name="id" value={id} />
        <div className="form-actions">
          <button type="submit">确认提交</button>
          <button type="submit" formAction="/feedback/edit" className="quiet">
            返回修改
          </button>
        </div>
      </form>
    </FormPage>
  );
}

/** What to keep: the number, the day, and by when it is dealt with. */
export function FeedbackReceipt({
  site,
  receipt,
  on,
  reading,
  today,
}: {
  readonly site: SiteFacts;
  readonly receipt: string;
  readonly on: LocalDate;
  readonly reading: ClockReading | undefined;
  readonly today: LocalDate;
}) {
  return (
    <FormPage site={site} form={FORM} step="回执">
      <div className="page-head">
        <h1>已经收到，谢谢您</h1>
      </div>
      <div className="receipt" data-forget="feedback">
        <p>回执编号</p>
        <strong>{receipt}</strong>
        <p className="aside">{chineseDate(on)}提交。请抄下编号，或打印、保存本页。</p>
      </div>
      {reading && <Clock title="最迟什么时候办" reading={reading} today={today} />}
      <div className="text">
        <h2>接下来</h2>
        <ol>
          <li>系统马上转给负责这一页的部门。</li>
          <li>有错的改正；没有错的，说明情况。</li>
          <li>本站目前不能查询办理结果。想知道结果的，请凭回执编号按页面底部的联系方式询问。</li>
        </ol>
        <p data-print>
          <a href="/">回到首页</a>
        </p>
      </div>
    </FormPage>
  );
}
