import { documentPath, STATUTORY_CLASSES } from '#commons/publishing/index.ts';
import { DateText, DefinitionList, PortalPage, type SiteFacts } from '#portal/index.ts';
import type { PublicItem } from '../portal-queries.ts';

const ORDINALS = '一二三四五六七八九十';
/** Functions, units, addresses, telephones and leaders are kept in the register and have pages of their own. */
const WHO_WE_ARE = 2;
const ordinal = (n: number): string => (n <= 10 ? ORDINALS.charAt(n - 1) : `十${ORDINALS.charAt(n - 11)}`);

/** What the law says must be published, class by class, with how much of each has been; and item by item who must, how often and by when. */
export function CataloguePage({
  site,
  counts,
  items,
}: {
  readonly site: SiteFacts;
  readonly counts: ReadonlyMap<number, number>;
  readonly items: readonly PublicItem[];
}) {
  const byClass = Map.groupBy(items, ({ statutoryClass }) => statutoryClass);
  return (
    <PortalPage
      site={site}
      title="法定主动公开内容"
      path="/catalogue"
      section="openness"
      column={{
        name: '法定主动公开内容',
        description: '《政府信息公开条例》第二十条规定应当主动公开的十五类信息和本机关主动公开基本目录',
        keywords: '法定主动公开内容;主动公开基本目录;信息公开目录',
        type: '信息公开目录',
      }}
      breadcrumb={[{ label: '政务公开', href: '/sections/openness' }, { label: '法定主动公开内容' }]}
    >
      <div className="frame narrow">
        <div className="page-head">
          <h1>法定主动公开内容</h1>
          <p className="lead">
            《中华人民共和国政府信息公开条例》第二十条规定行政机关应当主动公开的十五类信息，以及本机关已经公开的件数。
            {items.length > 0 && '其后是本机关的主动公开基本目录：每个事项由谁公开、依据什么、多久公开一次。'}
          </p>
          {items.length > 0 && (
            <p className="aside">
              各类的件数按文件标明的法定类别计，各事项的件数按文件所填的事项计：解读等不属于第二十条所列类别的文件，只计入事项。
            </p>
          )}
          {items.length > 0 && (
            <p className="page-meta">
              <span>目录共 {items.length} 个事项</span>
              <a href="/catalogue.xlsx">下载目录（xlsx）</a>
              <a href="/catalogue.csv">下载目录（csv）</a>
            </p>
          )}
        </div>
        <ol className="classes">
          {Object.entries(STATUTORY_CLASSES).map(([key, label]) => {
            const count = counts.get(Number(key)) ?? 0;
            const own = byClass.get(Number(key)) ?? [];
            return (
              <li key={key}>
                <span className="ordinal">（{ordinal(Number(key))}）</span>
                {count > 0 ? <a href={`/documents?class=${key}`}>{label}</a> : <span>{label}</span>}
                <span className="count">
                  {Number(key) === WHO_WE_ARE ? <a href="/organisation">见机构职能</a> : count === 0 && '暂无'}
                  {Number(key) === WHO_WE_ARE && count > 0 && '，'}
                  {count > 0 && `${count} 件`}
                  {own.length > 0 && (
                    <>
                      ，
                      <a href={`#class-${key}`}>
                        {own.length} 个事项<span className="unseen">：{label}</span>
                      </a>
                    </>
                  )}
                </span>
              </li>
            );
          })}
        </ol>
        {items.length > 0 && (
          <section aria-labelledby="items">
            <h2 id="items">主动公开基本目录</h2>
            {[...byClass].map(([key, own]) => (
              <section key={key} aria-labelledby={`class-${key}`}>
                <h3 id={`class-${key}`}>
                  （{ordinal(key)}）{STATUTORY_CLASSES[key]}
                </h3>
                {own.map((item) => (
                  <Item key={item.key} item={item} />
                ))}
              </section>
            ))}
          </section>
        )}
      </div>
    </PortalPage>
  );
}

/** One item: what a citizen may expect to find, from whom and how often, and what is there now. */
function Item({ item }: { readonly item: PublicItem }) {
  const { name, unitName, unitKey, columnKey, columnName, latestIndexNumber, latestTitle, updatedOn } = item;
  return (
    <details className="item">
      <summary>
        <h4>{name}</h4>
        <span className="aside">
          {unitName ?? '责任单位待确定'}
          {'　'}
          {updatedOn ? (
            <>
              {item.documents} 件，最近 <DateText on={updatedOn} />
            </>
          ) : (
            '暂无'
          )}
        </span>
      </summary>
      <DefinitionList
        items={[
          { term: '公开内容', value: item.content },
          { term: '公开依据', value: item.basis },
          {
            term: '责任单位',
            value: unitKey && unitName ? <a href={`/organisation/${unitKey}`}>{unitName}</a> : (unitName ?? '待确定'),
          },
          { term: '公开频次', value: item.frequency },
          { term: '公开渠道', value: `${item.channel}；${item.timeLimit}；面向${item.audience}` },
          ...(columnKey && columnName
            ? [{ term: '公开栏目', value: <a href={`/columns/${columnKey}`}>{columnName}</a> }]
            : []),
          {
            term: '最近公开',
            value:
              latestIndexNumber && latestTitle ? (
                <>
                  <a href={documentPath(latestIndexNumber)}>{latestTitle}</a>
                  {updatedOn && (
                    <>
                      （<DateText on={updatedOn} />
                      ，共 {item.documents} 件）
                    </>
                  )}
                </>
              ) : (
                '暂无'
              ),
          },
        ]}
      />
    </details>
  );
}
