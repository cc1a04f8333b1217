import { PortalPage, type SiteFacts } from '#portal/index.ts';
import { STATUTORY_CLASSES } from '../statutory.ts';

const ORDINALS = '一二三四五六七八九十';
/** Functions, units, addresses, telephones and leaders are kept in the register and have pages of their own. */
const WHO_WE_ARE = 2;
const ordinal = (n: number): string => (n <= 10 ? ORDINALS.charAt(n - 1) : `十${ORDINALS.charAt(n - 11)}`);

/** What the law says must be published, class by class, with how much of each has been. */
export function CataloguePage({
  site,
  counts,
}: {
  readonly site: SiteFacts;
  readonly counts: ReadonlyMap<number, number>;
}) {
  return (
    <PortalPage
      site={site}
      title="法定主动公开内容"
      path="/catalogue"
      section="openness"
      column={{
        name: '法定主动公开内容',
        description: '《政府信息公开条例》第二十条规定应当主动公开的十五类信息',
        keywords: '法定主动公开内容;信息公开目录',
        type: '信息公开目录',
      }}
      breadcrumb={[{ label: '政务公开', href: '/sections/openness' }, { label: '法定主动公开内容' }]}
    >
      <div className="frame narrow">
        <div className="page-head">
          <h1>法定主动公开内容</h1>
          <p className="lead">
            《中华人民共和国政府信息公开条例》第二十条规定行政机关应当主动公开的十五类信息，以及本机关已经公开的件数。
          </p>
        </div>
        <ol className="classes">
          {Object.entries(STATUTORY_CLASSES).map(([key, label]) => {
            const count = counts.get(Number(key)) ?? 0;
            return (
              <li key={key}>
                <span className="ordinal">（{ordinal(Number(key))}）</span>
                {count > 0 ? <a href={`/documents?class=${key}`}>{label}</a> : <span>{label}</span>}
                <span className="count">
                  {Number(key) === WHO_WE_ARE ? <a href="/organisation">见机构职能</a> : count === 0 && '暂无'}
                  {Number(key) === WHO_WE_ARE && count > 0 && '，'}
                  {count > 0 && `${count} 件`}
                </span>
              </li>
            );
          })}
        </ol>
      </div>
    </PortalPage>
  );
}
