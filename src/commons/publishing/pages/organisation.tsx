import { DefinitionList, PortalPage, type SiteFacts } from '#portal/index.ts';
import type { PublicUnit } from '../portal-units.ts';

const COLUMN = {
  name: '机构职能',
  description: '各机构的职责、负责人、办公地址、办公时间和联系电话',
  keywords: '机构职能;负责人;联系方式',
  type: '机构职能',
};

type Below = ReadonlyMap<string | null, readonly PublicUnit[]>;

/** Every unit of the register, as it hangs together. */
export function OrganisationPage({ site, units }: { readonly site: SiteFacts; readonly units: readonly PublicUnit[] }) {
  const known = new Set(units.map(({ id }) => id));
  const below = Map.groupBy(units, ({ parentId }) => (parentId && known.has(parentId) ? parentId : null));
  return (
    <PortalPage
      site={site}
      title="机构职能"
      path="/organisation"
      section="openness"
      column={COLUMN}
      breadcrumb={[{ label: '政务公开', href: '/sections/openness' }, { label: '机构职能' }]}
    >
      <div className="frame">
        <div className="page-head">
          <h1>机构职能</h1>
          <p className="lead">
            各机构的职责、负责人、办公地址、办公时间和联系电话（《政府信息公开条例》第二十条第二项）。
          </p>
        </div>
        {units.length === 0 && <p className="empty">机构信息尚未发布。</p>}
        {(below.get(null) ?? []).map((bureau) => (
          <Bureau key={bureau.id} bureau={bureau} below={below} />
        ))}
      </div>
    </PortalPage>
  );
}

function Bureau({ bureau, below }: { readonly bureau: PublicUnit; readonly below: Below }) {
  const groups = Map.groupBy(below.get(bureau.id) ?? [], ({ kind }) => kind);
  return (
    <section className="block" aria-labelledby={`unit-${bureau.key}`}>
      <div className="block-head">
        <h2 id={`unit-${bureau.key}`}>
          <a href={`/organisation/${bureau.key}`}>{bureau.name}</a>
        </h2>
      </div>
      {[...groups].map(([kind, units]) => (
        <section key={kind} className="block" aria-label={`${bureau.name}${GROUPS[kind] ?? '所属机构'}`}>
          <h3>{GROUPS[kind] ?? '所属机构'}</h3>
          <ul className="units columns-2">
            {units.map((unit) => (
              <Branch key={unit.id} unit={unit} below={below} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

const GROUPS: Readonly<Record<string, string>> = {
  department: '内设机构',
  affiliated: '直属单位',
  'leading-group': '议事协调机构',
  'city-bureau': '设区市机构',
  'county-bureau': '县（市、区）机构',
};

/**
 * What a unit is to the one above it. Cities and counties have bureaus of their own governments: the province guides their work
 * and is not their superior.
 */
const ABOVE: Readonly<Record<string, string>> = {
  department: '所属机关',
  'leading-group': '所属机关',
  affiliated: '主管机关',
  'city-bureau': '业务指导机关',
  'county-bureau': '业务指导机关',
};
const INSIDE: ReadonlySet<string> = new Set(['department', 'leading-group']);

function Branch({ unit, below }: { readonly unit: PublicUnit; readonly below: Below }) {
  const children = below.get(unit.id) ?? [];
  return (
    <li>
      <a href={`/organisation/${unit.key}`}>{unit.name}</a>
      {unit.phone && <span className="count">　{unit.phone}</span>}
      {children.length > 0 && (
        <ul>
          {children.map((child) => (
            <Branch key={child.id} unit={child} below={below} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** One unit: what it does, who leads it, where and when it can be reached. */
export function UnitPage({
  site,
  unit,
  units,
}: {
  readonly site: SiteFacts;
  readonly unit: PublicUnit;
  readonly units: readonly PublicUnit[];
}) {
  const parent = units.find(({ id }) => id === unit.parentId);
  const children = units.filter(({ parentId }) => parentId === unit.id);
  // Only what is part of the bureau sits in its house; a city's bureau has a house of its own, which may not be known.
  const house = INSIDE.has(unit.kind) ? parent : undefined;
  return (
    <PortalPage
      site={site}
      title={unit.name}
      path={`/organisation/${unit.key}`}
      section="openness"
      column={COLUMN}
      breadcrumb={[
        { label: '政务公开', href: '/sections/openness' },
        { label: '机构职能', href: '/organisation' },
        { label: unit.name },
      ]}
    >
      <div className="frame narrow">
        <div className="page-head">
          <h1>{unit.name}</h1>
          <p className="page-meta">
            <a href={`/organisation/${unit.key}/feed.xml`}>订阅</a>
            <a href={`/subscriptions/new?unit=${encodeURIComponent(unit.key)}`}>邮件订阅</a>
          </p>
        </div>
        <DefinitionList
          items={[
            {
              term: ABOVE[unit.kind] ?? '上级机构',
              value: parent && <a href={`/organisation/${parent.key}`}>{parent.name}</a>,
            },
            ...unit.leaders.map(({ title, name }) => ({ term: title, value: name })),
            { term: '办公地址', value: unit.address ?? house?.address },
            { term: '办公时间', value: unit.officeHours ?? house?.officeHours },
            { term: '联系电话', value: unit.phone },
          ]}
        />
        {unit.functions && (
          <section className="text" aria-labelledby="functions">
            <h2 id="functions">主要职责</h2>
            {unit.functions.split(/\n+/).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </section>
        )}
        {[...Map.groupBy(children, ({ kind }) => GROUPS[kind] ?? '所属机构')].map(([heading, group]) => (
          <section key={heading} className="text" aria-labelledby={`children-${group[0]?.key}`}>
            <h2 id={`children-${group[0]?.key}`}>{heading}</h2>
            <ul>
              {group.map(({ id, key, name }) => (
                <li key={id}>
                  <a href={`/organisation/${key}`}>{name}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <p className="block">
          <a href={`/documents?unit=${unit.key}`}>查看{unit.name}发布的文件</a>
        </p>
      </div>
    </PortalPage>
  );
}
