import { DateText, DISCLOSURE, Pagination, PortalPage, type SiteFacts, Table } from '#portal/index.ts';
import { civilDate } from '#kernel/dates.ts';
import type { Converted } from './catalogue.ts';

const PATH = '/requests/converted';

/** What was asked for by several and is public for everybody now (条例第四十四条). */
export function ConvertedPage({
  site,
  rows,
  total,
  page,
  pages,
}: {
  readonly site: SiteFacts;
  readonly rows: readonly Converted[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}) {
  return (
    <PortalPage
      site={site}
      title="由依申请公开转为主动公开的信息"
      path={PATH}
      section="openness"
      breadcrumb={[
        { label: '政府信息公开', href: DISCLOSURE },
        { label: '依申请公开', href: '/requests' },
        { label: '转为主动公开的信息' },
      ]}
      unlisted={page > 1}
    >
      <div className="frame">
        <div className="page-head">
          <h1>由依申请公开转为主动公开的信息</h1>
          <p className="lead">
            多个申请人申请公开同一信息、可以公开的，本机关可以纳入主动公开的范围；申请人也可以在查询页面建议，经审核属于主动公开范围的，及时公开（《政府信息公开条例》第四十四条）。
            {total > 0 && `目前共${total}件，可以直接查看，不用申请。`}
          </p>
        </div>
        <Table
          caption="转为主动公开的信息"
          captionUnseen
          empty="目前还没有转为主动公开的信息。"
          columns={[
            { label: '信息名称', cell: ({ title, path }) => <a href={path}>{title}</a>, heading: true },
            { label: '发布单位', cell: ({ unitName }) => unitName },
            { label: '决定日期', cell: ({ decidedOn }) => <DateText on={decidedOn} /> },
            { label: '公开日期', cell: ({ releasedAt }) => <DateText on={civilDate(releasedAt)} /> },
            { label: '涉及的申请', cell: ({ requests }) => `${requests} 件`, numeric: true },
          ]}
          rows={rows}
          rowKey={({ path }) => path}
        />
        <Pagination page={page} pages={pages} href={(n) => (n === 1 ? PATH : `${PATH}?page=${n}`)} />
        <p className="form-actions">
          <a href="/requests">政府信息公开申请指南</a>
          <a href="/requests/statistics">依申请公开统计</a>
        </p>
      </div>
    </PortalPage>
  );
}
