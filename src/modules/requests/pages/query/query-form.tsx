import type { OfficeFacts } from '../../guide/office-facts.ts';
import { Telephone } from '../ask-us.tsx';
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
  office,
  receipt = '',
  errors = {},
  action = '/requests/query',
  kept = {},
}: {
  readonly site: SiteFacts;
  readonly office: OfficeFacts;
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
            : '请填写回执上的编号和查询码。'}
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
      <LostCode office={office} />
    </FormPage>
  );
}

/** Where to go with what, once the code is gone; the number can be told over the telephone, the code cannot. */
function LostCode({ office: { address, hours, phone } }: { readonly office: OfficeFacts }) {
  return (
    <section aria-labelledby="lost" className="text">
      <h2 id="lost">查询码遗失了怎么办</h2>
      <p>
        请带身份证件到政务公开办公室{address && `（${address}${hours ? `，${hours}` : ''}）`}
        ，核验以后当场重新领取，原来的查询码同时作废。
        {phone && (
          <>
            不便前往的，请打电话询问：
            <Telephone number={phone} />。
          </>
        )}
      </p>
    </section>
  );
}
