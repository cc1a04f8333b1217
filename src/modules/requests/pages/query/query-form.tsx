import { ErrorSummary, type FieldErrors, FormPage, type PublicForm, type SiteFacts, TextField } from '#portal/index.ts';

export const QUERY_FORM: PublicForm = {
  name: '查询申请的办理情况',
  path: '/requests/query',
  under: { label: '依申请公开', href: '/requests' },
  section: 'openness',
};

/** Number and code, asked for in a form: neither ever stands in an address. Asked again where a page was left open too long, with what was typed kept. */
export function QueryForm({
  site,
  receipt = '',
  errors = {},
  action = '/requests/query',
  kept = {},
}: {
  readonly site: SiteFacts;
  readonly receipt?: string;
  readonly errors?: FieldErrors;
  readonly action?: string;
  readonly kept?: Readonly<Record<string, string>>;
}) {
  const again = action !== '/requests/query';
  return (
    <FormPage site={site} form={QUERY_FORM}>
      <div className="page-head">
        <h1>{again ? '请再填写一次编号和查询码' : QUERY_FORM.name}</h1>
        <p className="lead">
          {again
            ? '页面打开的时间较长，为了安全需要重新核对。您填写的内容没有丢失，核对以后接着办理。'
            : '请填写回执上的编号和查询码。查询码遗失的，请携带身份证件到政务公开办公室核验后重新领取。'}
        </p>
      </div>
      <ErrorSummary errors={errors} />
      <form action={action} method="post" noValidate autoComplete="off">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
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
          <button type="submit">{again ? '继续' : '查询'}</button>
        </div>
      </form>
    </FormPage>
  );
}
