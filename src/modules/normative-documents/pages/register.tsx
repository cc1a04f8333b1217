import { documentPath } from '#commons/publishing/index.ts';
import { DateText, FilterForm, Pagination, PortalPage, Select, type SiteFacts } from '#portal/index.ts';
import type { RegisterFilter, RegisterLine } from '../register.ts';

export const REGISTER_STATES = {
  'in-force': '现行有效',
  amended: '已修改（现行有效）',
  pending: '尚未施行',
  repealed: '已废止',
  expired: '已失效（有效期届满）',
  invalid: '已宣布失效',
} as const;

const PATH = '/registers/normative-documents';

/** 规范性文件库: what is in force, until when; and of what is not, by whose act. */
export function RegisterPage(props: {
  readonly site: SiteFacts;
  readonly filter: RegisterFilter;
  readonly found: {
    readonly rows: readonly RegisterLine[];
    readonly total: number;
    readonly page: number;
    readonly pages: number;
  };
  readonly units: readonly { readonly key: string; readonly name: string }[];
  readonly years: readonly number[];
}) {
  const { site, filter, found, units, years } = props;
  const narrowed = Object.keys(filter).length > 0;
  return (
    <PortalPage
      site={site}
      title="规范性文件库"
      path={PATH}
      section="openness"
      column={{
        name: '规范性文件库',
        description: '本机关制定的行政规范性文件及其效力状态、施行日期和有效期',
        keywords: '规范性文件;效力;废止;失效',
        type: '政策文件',
      }}
      breadcrumb={[{ label: '政务公开', href: '/sections/openness' }, { label: '规范性文件库' }]}
      unlisted={narrowed}
    >
      <div className="frame narrow register">
        <div className="page-head">
          <h1>规范性文件库</h1>
          <p className="lead">
            本机关制定的行政规范性文件。每件都标明现在是否有效、何时施行、有效期到哪一天；已经废止、失效的照常可以查阅。
          </p>
          <p className="page-meta">
            <a href="/documents?class=1">行政法规、规章和规范性文件类的全部公开信息</a>
            <a href="/open/v1/normative-documents">数据接口（JSON）</a>
          </p>
        </div>
        <FilterForm action={PATH} label="查找规范性文件" searched={filter.q} clear={narrowed ? PATH : undefined}>
          <Select id="state" label="效力" all="全部" value={filter.state} options={Object.entries(REGISTER_STATES)} />
          <Select
            id="unit"
            label="发布机构"
            all="全部机构"
            value={filter.unit}
            options={units.map(({ key, name }) => [key, name])}
          />
          <Select
            id="year"
            label="公布年份"
            all="全部年份"
            value={filter.year?.toString()}
            options={years.map((year) => [String(year), `${year} 年`])}
          />
        </FilterForm>
        {found.total === 0 ? (
          <p className="empty">
            {narrowed ? '没有符合条件的文件。请减少条件，或换几个字再找。' : '目前没有公布规范性文件。'}
          </p>
        ) : (
          <p className="count">共 {found.total} 件</p>
        )}
        <ol className="documents">
          {found.rows.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ol>
        <Pagination page={found.page} pages={found.pages} href={(page) => addressOf(filter, page)} />
      </div>
    </PortalPage>
  );
}

function Line({ line }: { readonly line: RegisterLine }) {
  const { indexNumber, title, documentNumber, label, effectiveOn, validUntil, by, reason, on, affects, unitName } =
    line;
  const ended = ['repealed', 'expired', 'invalid'].includes(line.state);
  return (
    <li>
      <a href={documentPath(indexNumber)}>{title}</a>
      <p>
        <strong>{label}</strong>
        {ended ? (
          <>
            （自
            <DateText on={on} />
            起）
          </>
        ) : (
          <>
            ：
            <DateText on={effectiveOn} />
            起施行
            {validUntil && (
              <>
                ，有效期至
                <DateText on={validUntil} />
              </>
            )}
          </>
        )}
        {by ? (
          <>
            。依据：<a href={documentPath(by.indexNumber)}>{by.title}</a>
          </>
        ) : (
          ended && reason && `。原因：${reason}`
        )}
      </p>
      {affects.length > 0 && (
        <p>
          {affects.map(({ indexNumber: other, title: name, how }) => (
            <span key={other}>
              {how}：<a href={documentPath(other)}>{name}</a>
              {'　'}
            </span>
          ))}
        </p>
      )}
      <p className="aside">
        {documentNumber && <span>{documentNumber}</span>}
        <span>
          公布日期：
          <time dateTime={line.releasedOn}>{line.releasedOn}</time>
        </span>
        <span>{unitName}</span>
      </p>
    </li>
  );
}

function addressOf(filter: RegisterFilter, page: number): string {
  const parts = Object.entries({ ...filter, ...(page > 1 && { page }) }).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(parts.map(([key, value]) => [key, String(value)])).toString();
  return query ? `${PATH}?${query}` : PATH;
}
