import type { SiteFacts } from './site-facts.ts';

/** What the page tags say of a column. `type` is one of the classes of the guide's annex: 政策文件, 工作动态 … */
export interface ColumnTags {
  readonly name: string;
  readonly description: string;
  readonly keywords: string;
  readonly type: string;
}

/** What the page tags say of one article. */
export interface ArticleTags {
  readonly title: string;
  /** `YYYY-MM-DD HH:MM`, from `pageTagTime`. */
  readonly publishedAt: string;
  readonly source: string;
  readonly keywords?: string | undefined;
  readonly description?: string | undefined;
}

/** The page tags of 国办发〔2017〕47号, annex 2: three on every page, four more in a column, three more on an article. */
export function PageTags({
  site,
  column,
  article,
  url,
}: {
  readonly site: SiteFacts;
  readonly column?: ColumnTags | undefined;
  readonly article?: ArticleTags | undefined;
  readonly url: string;
}) {
  const tags: readonly (readonly [string, string | undefined])[] = [
    ['SiteName', site.name],
    ['SiteDomain', site.domain],
    ['SiteIDCode', site.idCode],
    ['ColumnName', column?.name],
    ['ColumnDescription', column?.description],
    ['ColumnKeywords', column?.keywords],
    ['ColumnType', column?.type],
    ['ArticleTitle', article?.title],
    ['PubDate', article?.publishedAt],
    ['ContentSource', article?.source],
    ['Keywords', article?.keywords],
    ['Description', article?.description],
    ['Url', article && `https://${site.domain}${url}`],
  ];
  return tags.map(([name, content]) => content && <meta key={name} name={name} content={content} />);
}
