import { chineseDateTime, type Instant } from '#kernel/dates.ts';
import type { OnlineForm } from '#platform/online-forms.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { FormPage, type PublicForm } from './form-page.tsx';
import type { SiteFacts } from './site-facts.ts';

/** A time for which a form takes nothing in. */
export interface Closure {
  readonly id: string;
  readonly reason: string;
  readonly closesAt: Instant;
  readonly opensAt: Instant;
  /** It has begun. Otherwise it is announced. */
  readonly begun: boolean;
}

/** The closure of a form that stands now, or the next that is announced. Asked of the database once for each edition of the portal. */
export async function closureOf(site: PortalSite, form: string): Promise<Closure | undefined> {
  const { portalDb, time } = site.services;
  const now = time.now();
  const all = await site.remember('online-forms', () =>
    portalDb.selectFrom('portal.form_closure').selectAll().orderBy('closes_at').execute(),
  );
  const row = all.find((one) => one.form === form && one.opens_at > now);
  return (
    row && {
      id: row.id,
      reason: row.reason,
      closesAt: row.closes_at,
      opensAt: row.opens_at,
      begun: row.closes_at <= now,
    }
  );
}

/** The same, where it has begun. */
export async function closedNow(site: PortalSite, form: string): Promise<Closure | undefined> {
  const closure = await closureOf(site, form);
  return closure?.begun ? closure : undefined;
}

/** For `standing` of a page that says whether a form is open. */
export const standingOf = (site: PortalSite, form: string) => async (): Promise<string> => {
  const closure = await closureOf(site, form);
  return closure ? `${closure.id}${closure.begun ? '' : ' announced'}` : '';
};

/** In one sentence: from when until when, and why. */
export const closureInWords = ({ closesAt, opensAt, reason, begun }: Closure, { label }: OnlineForm): string =>
  `${label}${begun ? '从' : '将从'}${chineseDateTime(closesAt)}起暂停，${chineseDateTime(opensAt)}恢复。原因：${reason}。`;

/** The sentence, and the ways that stay. */
export function ClosureNotice({
  closure,
  form,
  ways,
  children,
}: {
  readonly closure: Closure;
  readonly form: OnlineForm;
  readonly ways: readonly string[];
  /** What becomes of what was typed. */
  readonly children?: string | undefined;
}) {
  return (
    <div className="notice" role={closure.begun ? 'alert' : undefined}>
      <p>{closureInWords(closure, form)}</p>
      {children && <p>{children}</p>}
      {closure.begun && <OtherWays ways={ways} />}
    </div>
  );
}

function OtherWays({ ways }: { readonly ways: readonly string[] }) {
  if (ways.length === 0) return null;
  return (
    <>
      <p>其他方式照常：</p>
      <ul>
        {ways.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
    </>
  );
}

/** In place of the form: nobody writes in vain. */
export function ClosedForm({
  site,
  page,
  closure,
  form,
  ways,
  children,
}: {
  readonly site: SiteFacts;
  readonly page: PublicForm;
  readonly closure: Closure;
  readonly form: OnlineForm;
  readonly ways: readonly string[];
  readonly children?: string | undefined;
}) {
  return (
    <FormPage site={site} form={page}>
      <div className="page-head">
        <h1>{form.label}暂停</h1>
      </div>
      <ClosureNotice closure={closure} form={form} ways={ways}>
        {children}
      </ClosureNotice>
      <p>
        <a href={page.under.href ?? '/'}>{page.under.label}</a>　<a href="/">回到首页</a>
      </p>
    </FormPage>
  );
}
