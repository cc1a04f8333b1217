import type { Db } from '#platform/db.ts';

/** What every page says about the site itself: header, footer, page tags (国办发〔2017〕47号). Kept in `portal.site.facts`. */
export interface SiteFacts {
  /** The standard name of the site, as registered: 某某省药品监督管理局. */
  readonly name: string;
  /** The registered English domain, without scheme. */
  readonly domain: string;
  /** 网站标识码: ten characters. */
  readonly idCode: string;
  /** 主办单位. */
  readonly host: string;
  /** 承办单位, where another unit keeps the site. */
  readonly operator?: string;
  /** ICP 备案号. */
  readonly icp: string;
  /** 公安备案号. */
  readonly police: string;
  /** 联系方式, one line: address, telephone. Not for consultation or complaints. */
  readonly contact: string;
  /** 党政机关网站标识: the address at which the office that issued the mark verifies it. */
  readonly siteMark?: string;
  readonly demo: boolean;
  /** Keys of the sections in which a document stands. Read from what is released, never stated. */
  readonly filled: readonly string[];
}

/** Stands in until an installation has stated its facts. Nothing of it can be taken for a registration. */
export const UNNAMED_SITE: SiteFacts = {
  name: '阳光药监',
  domain: 'sunlit.invalid',
  idCode: '0000000000',
  host: '尚未登记主办单位',
  icp: '尚未登记',
  police: '尚未登记',
  contact: '尚未登记',
  demo: true,
  filled: [],
};

/** The facts as released to the portal; whatever is not stated there says so on the page. */
export async function readSiteFacts(db: Db): Promise<SiteFacts> {
  const [row, filled] = await Promise.all([
    db.selectFrom('portal.site').select('facts').executeTakeFirst(),
    filledSections(db),
  ]);
  const stated = row?.facts as Partial<SiteFacts> | undefined;
  if (!stated) return { ...UNNAMED_SITE, filled };
  // A real site that leaves something unsaid shows a gap; only a site that says so is a demonstration.
  return { ...UNNAMED_SITE, demo: false, ...stated, filled };
}

async function filledSections(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('portal.publication_column as c')
    .select('c.section')
    .distinct()
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('portal.document as d')
          .select('d.id')
          .whereRef('d.column_key', '=', 'c.key')
          .where('d.withdrawn_at', 'is', null),
      ),
    )
    .execute();
  return rows.map(({ section }) => section);
}
