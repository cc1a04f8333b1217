import {
  Choices,
  DefinitionList,
  ErrorSummary,
  type FieldErrors,
  FormPage,
  type PublicForm,
  type SiteFacts,
  TextArea,
  TextField,
} from '#portal/index.ts';
import { APPLICANT_CLASSES, ID_KINDS, requestContent, WANTED_CHANNELS, WANTED_FORMS } from '../contract.ts';
import { FORM_FIELDS, type TypedRequest } from './typed.ts';

export const REQUEST_FORM: PublicForm = {
  name: '申请公开政府信息',
  path: '/requests/new',
  under: { label: '依申请公开', href: '/requests' },
  section: 'openness',
};

const { naturalPerson, ...ORGANISATION_CLASSES } = APPLICANT_CLASSES;

interface FormProps {
  readonly site: SiteFacts;
  readonly typed: TypedRequest;
  readonly errors?: FieldErrors;
}

/** The form, empty or with everything that was typed and what is wrong with it. It works without script. */
export function RequestForm({ site, typed, errors = {} }: FormProps) {
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
        </p>
      </div>
      <ErrorSummary errors={errors} />
      <form action="/requests/review" method="post" data-draft="request" noValidate>
        <input type="hidden" name="applicantKind" value={organisation ? 'organisation' : 'citizen'} />
        <h2>谁来申请</h2>
        {organisation ? <OrganisationFields {...lines} /> : <CitizenFields {...lines} />}
        <h2>怎样联系</h2>
        <p className="hint">电话、电子邮箱、通信地址至少填写一项。</p>
        <ContactFields {...lines} />
        <h2>申请什么</h2>
        <TextArea
          id="description"
          label="所需政府信息的名称、文号或者其他特征描述"
          hint="写得越具体越容易找到，例如年份、品种、文件名称。请不要在这里写身份证号、电话。"
          required
          value={typed.description}
          maxLength={5_000}
          error={errors.description}
        />
        <h2>怎样得到</h2>
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
          hint="选择邮寄、电子邮件、传真的，请在上面填写相应的地址或者号码。"
          value={typed.wantedChannel}
          options={WANTED_CHANNELS}
          error={errors.wantedChannel}
        />
        <TextArea
          id="reliefReason"
          label="申请减免费用的理由"
          hint="一般不收费。申请的数量、频次明显超过合理范围的，可能收取信息处理费；符合减免条件的请在这里说明。"
          rows={3}
          value={typed.reliefReason}
          maxLength={500}
          error={errors.reliefReason}
        />
        <div className="form-actions">
          <button type="submit">下一步：核对</button>
        </div>
      </form>
    </FormPage>
  );
}

interface Lines {
  readonly typed: TypedRequest;
  readonly errors: FieldErrors;
}

function CitizenFields({ typed, errors }: Lines) {
  return (
    <>
      <TextField
        id="name"
        label="姓名"
        required
        value={typed.name}
        maxLength={100}
        autoComplete="name"
        error={errors.name}
      />
      <Choices id="idKind" label="证件类型" value={typed.idKind} options={ID_KINDS} error={errors.idKind} />
      <TextField
        id="idNumber"
        label="证件号码"
        hint="申请应当包括身份证明。号码加密保存，每次查看都有记录。"
        required
        value={typed.idNumber}
        maxLength={40}
        error={errors.idNumber}
      />
    </>
  );
}

function OrganisationFields({ typed, errors }: Lines) {
  return (
    <>
      <TextField
        id="name"
        label="名称"
        required
        value={typed.name}
        maxLength={100}
        autoComplete="organization"
        error={errors.name}
      />
      <TextField
        id="creditCode"
        label="统一社会信用代码"
        required
        value={typed.creditCode}
        maxLength={18}
        error={errors.creditCode}
      />
      <Choices
        id="organisationClass"
        label="组织类型"
        value={typed.organisationClass}
        options={ORGANISATION_CLASSES}
        error={errors.organisationClass}
      />
      <TextField
        id="representative"
        label="法定代表人或者负责人"
        required
        value={typed.representative}
        maxLength={60}
        error={errors.representative}
      />
      <TextField
        id="contactName"
        label="联系人"
        required
        value={typed.contactName}
        maxLength={60}
        autoComplete="name"
        error={errors.contactName}
      />
    </>
  );
}

function ContactFields({ typed, errors }: Lines) {
  return (
    <>
      <TextField
        id="phone"
        label="联系电话"
        value={typed.phone}
        maxLength={30}
        inputMode="tel"
        autoComplete="tel"
        error={errors.phone}
      />
      <TextField
        id="email"
        label="电子邮箱"
        value={typed.email}
        maxLength={120}
        inputMode="email"
        autoComplete="email"
        error={errors.email}
      />
      <TextField
        id="address"
        label="通信地址"
        value={typed.address}
        maxLength={200}
        autoComplete="address-line1"
        error={errors.address}
      />
      <TextField
        id="postcode"
        label="邮政编码"
        value={typed.postcode}
        maxLength={10}
        inputMode="numeric"
        autoComplete="postal-code"
        error={errors.postcode}
      />
      <TextField id="fax" label="传真" value={typed.fax} maxLength={30} inputMode="tel" error={errors.fax} />
    </>
  );
}

/** Shows once more what will be sent. `id` makes sure that pressing twice sends it once. */
export function RequestReview({ site, typed, id }: FormProps & { readonly id: string }) {
  return (
    <FormPage site={site} form={REQUEST_FORM} step="核对">
      <div className="page-head">
        <h1>请核对后提交</h1>
      </div>
      <DefinitionList
        items={FORM_FIELDS.filter((field) => typed[field] !== '').map((field) => ({
          term: labelOf(field),
          value: <span className="as-typed">{wordFor(field, typed[field])}</span>,
        }))}
      />
      <form action="/requests" method="post">
        <Hidden typed={typed} />
        <input type="hidden" name="id" value={id} />
        <div className="form-actions">
          <button type="submit">确认提交</button>
          <button type="submit" formAction="/requests/edit" className="quiet">
            返回修改
          </button>
        </div>
      </form>
    </FormPage>
  );
}

/** As the contract calls it. */
const labelOf = (field: (typeof FORM_FIELDS)[number]): string =>
  String((requestContent.properties[field] as { readonly title?: string }).title ?? field);

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  applicantKind: { citizen: '公民', organisation: '法人或者其他组织' },
  idKind: ID_KINDS,
  organisationClass: APPLICANT_CLASSES,
  wantedForm: WANTED_FORMS,
  wantedChannel: WANTED_CHANNELS,
};

const wordFor = (field: string, value: string): string => WORDS[field]?.[value] ?? value;

function Hidden({ typed }: { readonly typed: TypedRequest }) {
  return Object.entries(typed).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
