import type { ReactNode } from 'react';
import { FormPage, type PublicForm, type SiteFacts } from '#portal/index.ts';
import { addressOfWay, type GuideFacts } from '../guide/published.ts';
import type { OfficeFacts } from '../guide/office-facts.ts';
import { WAYS, type Way, type WayDef } from '../offered/ways.ts';
import { REQUEST_FORM } from '../pages/request-form.tsx';

const BEFORE_FORM: PublicForm = { ...REQUEST_FORM, name: '申请以前，先看四个问题', path: '/requests/before' };

/** Whether an application is the right way: four questions that bar nobody, with the way of each thing that has its own. */
export function BeforePage({
  site,
  office,
  guide,
}: {
  readonly site: SiteFacts;
  readonly office: OfficeFacts;
  readonly guide: GuideFacts;
}) {
  return (
    <FormPage site={site} form={BEFORE_FORM}>
      <div className="page-head">
        <h1>{BEFORE_FORM.name}</h1>
        <p className="lead">看一看能不能更快得到您要的。不想看的，可以直接填写；看完以后怎样选，都由您决定。</p>
        <p className="form-actions">
          <a className="button quiet" href="/requests/before/on" rel="nofollow">
            跳过，直接填写申请表
          </a>
        </p>
      </div>
      <div className="text">
        <Question n={1} title="您要的，网上是不是已经公开？">
          <p>先搜一搜。已经公开的当场就能看到，不用等。</p>
          <form action="/requests/before/search" method="get">
            <div className="field">
              <label htmlFor="before-q">搜索已经公开的信息</label>
              <input id="before-q" name="q" type="search" maxLength={60} />
            </div>
            <p className="form-actions">
              <button type="submit" className="quiet">
                搜索
              </button>
            </p>
          </form>
        </Question>
        <Question n={2} title="您要的，是不是已经有的文件或者数据？">
          <p>
            申请公开，是请我们提供已经制作或者保存的文件、数据。需要我们另外统计、分析、写一份说明的，可能不能提供（《政府信息公开条例》第三十八条）。
          </p>
        </Question>
        <Question n={3} title="您要办的，是不是下面这些事？">
          <p>
            这些事有专门的渠道，从那里办更快。当作申请提交的，我们照样登记、答复；属于后面写明条款的情形的，会告知您改走那个渠道。
          </p>
          <ul>
            {(Object.keys(WAYS) as Way[]).map((way) => (
              <li key={way}>
                <WayLine way={way} address={addressOfWay(guide, way)} />
              </li>
            ))}
          </ul>
          <p className="aside">没有给出网址的，请按本站联系方式询问：{site.contact}。</p>
        </Question>
        <Question n={4} title={`您要的，是不是${office.organ ?? '本机关'}的信息？`}>
          <p>
            谁制作的，由谁公开；从公民、企业那里得到的，由保存它的机关公开（《政府信息公开条例》第十条）。是别的机关的，直接向那个机关申请更快。
            <a href="/organisation">看看本机关管什么</a>
            。拿不准的，照样可以向我们申请：不属于我们的会告诉您，能确定是哪个机关的，还会告诉您名称和联系方式（第三十六条第五项）。
          </p>
        </Question>
        <p className="form-actions">
          <a className="button" href="/requests/before/on" rel="nofollow">
            要申请，填写申请表
          </a>
          <a href="/requests">回到申请指南</a>
        </p>
      </div>
    </FormPage>
  );
}

function Question({
  n,
  title,
  children,
}: {
  readonly n: number;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section aria-labelledby={`question-${n}`}>
      <h2 id={`question-${n}`}>
        {n}. {title}
      </h2>
      {children}
    </section>
  );
}

function WayLine({ way, address }: { readonly way: Way; readonly address: string | undefined }) {
  const { label, instead, basis }: WayDef = WAYS[way];
  return (
    <>
      {address === undefined ? (
        <strong>{label}</strong>
      ) : (
        <a href={`/requests/before/${way}`} rel="nofollow">
          {label}
        </a>
      )}
      ：{instead}
      {basis && `（${basis}）`}。
    </>
  );
}
