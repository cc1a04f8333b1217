import type { ReactNode } from 'react';
import {
  asset,
  Choices,
  ErrorSummary,
  type FieldErrors,
  FormPage,
  type PublicForm,
  type SiteFacts,
  TextArea,
} from '#portal/index.ts';
import { WANTED_CHANNELS, WANTED_FORMS } from '../contract.ts';
import {
  AgentFields,
  CitizenFields,
  ContactFields,
  FileFields,
  FILES_HINT,
  OrganisationFields,
  type ShownFile,
} from './form-fields.tsx';
import { anchorOf, FORM_PARTS, type FormPart } from './form-parts.ts';
import type { TypedRequest } from './typed.ts';

export const REQUEST_FORM: PublicForm = {
  name: '申请公开政府信息',
  path: '/requests/new',
  under: { label: '依申请公开', href: '/requests' },
  section: 'openness',
};

/** The form, empty or with everything that was typed and what is wrong with it. It works without script. */
export function RequestForm({
  site,
  typed,
  files = [],
  offered = '',
  errors = {},
  closed,
}: {
  readonly site: SiteFacts;
  readonly typed: TypedRequest;
  readonly files?: readonly ShownFile[];
  /** '1' once published answers have been offered to whoever fills it in. */
  readonly offered?: string;
  readonly errors?: FieldErrors;
  /** That it takes nothing in for a time, now or soon. */
  readonly closed?: ReactNode;
}) {
  const organisation = typed.applicantKind === 'organisation';
  const other = organisation
    ? { label: '我以个人名义申请', href: REQUEST_FORM.path }
    : { label: '我代表企业或者其他组织申请', href: `${REQUEST_FORM.path}?as=organisation` };
  const lines = { typed, errors };
  return (
    <FormPage site={site} form={REQUEST_FORM}>
      <div className="page-head">
        <h1>{REQUEST_FORM.name}</h1>
        <p className="lead">
          {organisation ? '以法人或者其他组织的名义申请' : '以公民个人的名义申请'}
          。不用说明用途，不用注册。您填写的内容加密后只有办理的工作人员能够打开。
        </p>
        <p>
          <a href={other.href}>{other.label}</a>
          {'　'}
          <a href="/requests/before">先看要不要申请</a>
          {'　'}
          <a href="/requests">申请指南</a>
        </p>
      </div>
      {closed}
      <ErrorSummary errors={errors} />
      <form
        action="/requests/review"
        method="post"
        encType="multipart/form-data"
        data-draft={organisation ? 'request-organisation' : 'request-citizen'}
        noValidate
      >
        <p className="hint" data-draft-note hidden>
          填写的内容会暂存在这台设备上，提交后清除；证件号码和文件不暂存。在公用电脑上填写的，离开前请点
        </p>
        <input type="hidden" name="applicantKind" value={organisation ? 'organisation' : 'citizen'} />
        <input type="hidden" name="offered" defaultValue={offered} />
        <Part is="asked" />
        <TextArea
          id="description"
          label="所需政府信息的名称、文号或者其他特征描述"
          hint="写得越具体越容易找到，例如年份、品种、文件名称。一份申请写一件事。请不要在这里写身份证号、电话。"
          required
          value={typed.description}
          maxLength={5_000}
          error={errors.description}
        />
        <div data-answers="description" aria-live="polite" />
        <Part is="wanted" />
        <Choices
          id="wantedForm"
          label="获取信息的方式"
          value={typed.wantedForm}
          options={WANTED_FORMS}
          error={errors.wantedForm}
        />
        <Choices
          id="wantedChannel"
          label="获取信息的途径"
          hint="选择邮寄、电子邮件、传真的，请在下面填写相应的地址或者号码。网上查询下载和电子邮件只能提供电子文件。"
          value={typed.wantedChannel}
          options={WANTED_CHANNELS}
          error={errors.wantedChannel}
        />
        <Part is="applicant" />
        {organisation ? <OrganisationFields {...lines} /> : <CitizenFields {...lines} />}
        <AgentFields {...lines} />
        <Part is="contact" />
        <p className="hint">电话、电子邮箱、通信地址至少填写一项。</p>
        <ContactFields {...lines} />
        <Part is="files" />
        <p className="hint">{FILES_HINT}</p>
        <FileFields files={files} errors={errors} />
        <Part is="relief" />
        <TextArea
          id="reliefReason"
          label="申请减免费用的理由"
          hint="一般不收费。申请的数量、频次明显超过合理范围的，可能收取信息处理费；认为有困难需要减免的请在这里说明，由本机关决定。"
          rows={3}
          value={typed.reliefReason}
          maxLength={500}
          error={errors.reliefReason}
        />
        <div className="form-actions">
          <button type="submit">下一步：核对</button>
        </div>
      </form>
      <script src={asset('request-form.js')} type="module" />
    </FormPage>
  );
}

const Part = ({ is }: { readonly is: FormPart }) => <h2 id={anchorOf(is)}>{FORM_PARTS[is].title}</h2>;
