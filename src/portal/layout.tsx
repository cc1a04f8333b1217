import type { ReactNode } from 'react';
import { asset } from './assets.ts';
import { type ArticleTags, type ColumnTags, PageTags } from './page-tags.tsx';
import { shownSections } from './sections.ts';
import type { SiteFacts } from './site-facts.ts';

export interface Crumb {
  readonly label: string;
  /** Without one it is the page itself. */
  readonly href?: string;
}

export interface PortalPageProps {
  readonly site: SiteFacts;
  /** The heading people see; with the site's name it is the title of the window. */
  readonly title: string;
  /** The path of the page, percent-encoded, without the query. */
  readonly path: string;
  readonly column?: ColumnTags | undefined;
  readonly article?: ArticleTags | undefined;
  /** After 首页; the last one is the page itself. The home page has none. */
  readonly breadcrumb?: readonly Crumb[];
  /** Key of the section of the navigation the page belongs to. */
  readonly section?: string | undefined;
  /** What was searched for, kept in the search box. */
  readonly searched?: string | undefined;
  /** Address of the feed of this page. */
  readonly feed?: string | undefined;
  /** Not to be kept by search engines: results, forms, receipts. */
  readonly unlisted?: boolean;
  readonly children: ReactNode;
}

/** A whole page of the public site: page tags, landmarks, header, navigation, breadcrumb, footer. Give it one `<h1>` inside. */
export function PortalPage(props: PortalPageProps) {
  const { site, title, path, column, article, breadcrumb, section, searched, feed, unlisted, children } = props;
  const home = path === '/';
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{home ? site.name : `${title} - ${site.name}`}</title>
        <PageTags site={site} column={column} article={article} url={path} />
        {unlisted && <meta name="robots" content="noindex" />}
        <meta name="theme-color" content="#123f7a" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={asset('portal.css')} />
        {feed && <link rel="alternate" type="application/atom+xml" href={feed} title={`${title} 订阅`} />}
        <script src={asset('portal.js')} type="module" />
      </head>
      <body className={home ? 'home' : undefined}>
        <a className="skip" href="#main">
          跳到正文
        </a>
        {site.demo && <DemoBanner />}
        <Header site={site} searched={searched} />
        <Navigation current={home ? 'home' : section} filled={site.filled} />
        {breadcrumb && <Breadcrumb crumbs={breadcrumb} />}
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <Footer site={site} path={path} />
      </body>
    </html>
  );
}

function DemoBanner() {
  return (
    <aside className="demo" aria-label="演示说明">
      <p className="frame">
        <strong>演示站点</strong>
        <span>本站用于展示软件，不是任何行政机关的网站，所载内容不具有法律效力。</span>
      </p>
    </aside>
  );
}

function Header({ site, searched }: { readonly site: SiteFacts; readonly searched: string | undefined }) {
  return (
    <header className="masthead">
      <div className="frame masthead-row">
        <a className="brand" href="/">
          <Emblem />
          <span className="brand-name">{site.name}</span>
        </a>
        {/* biome-ignore lint/a11y/useSemanticElements: browsers of a few years ago do not know <search>. */}
        <form className="site-search" action="/search" method="get" role="search">
          <label className="unseen" htmlFor="site-search">
            全站搜索
          </label>
          <input
            id="site-search"
            name="q"
            type="search"
            defaultValue={searched}
            maxLength={60}
            placeholder="搜索文件、栏目、机构"
          />
          <button type="submit">搜索</button>
        </form>
        <p className="comforts">
          <a href="/accessibility" data-care>
            关怀版
          </a>
          <a href="/accessibility">无障碍说明</a>
        </p>
      </div>
    </header>
  );
}

/** A sun rising over an open book: ours, and nobody's official emblem. */
export function Emblem() {
  return (
    <svg className="emblem" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
      <circle cx="24" cy="24" r="24" fill="#123f7a" />
      <path
        d="M24 9v5M13.4 13.4l3.5 3.5M34.6 13.4l-3.5 3.5M9 24h4M35 24h4"
        stroke="#f0c36d"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <path d="M15.5 27a8.5 8.5 0 0 1 17 0z" fill="#f0c36d" />
      <path
        d="M9 28.5c5-1 10.5-.4 15 2.5 4.5-2.9 10-3.5 15-2.5V38c-5-1-10.5-.4-15 2.5C19.5 37.6 14 37 9 38z"
        fill="#fff"
      />
      <path d="M24 31v9.5" stroke="#123f7a" strokeWidth="1.6" />
    </svg>
  );
}

function Navigation({ current, filled }: { readonly current: string | undefined; readonly filled: readonly string[] }) {
  const entries = [{ key: 'home', label: '首页', href: '/' }, ...shownSections(filled)];
  return (
    <nav className="sections" aria-label="主导航">
      <ul className="frame">
        {entries.map(({ key, label, href }) => (
          <li key={key}>
            <a href={href} aria-current={key === current ? 'true' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Breadcrumb({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav className="breadcrumb frame" aria-label="您当前所在位置">
      <span aria-hidden="true">您当前所在位置：</span>
      <ol>
        <li>
          <a href="/">首页</a>
        </li>
        {crumbs.map(({ label, href }) => (
          <li key={label}>{href ? <a href={href}>{label}</a> : <span aria-current="page">{label}</span>}</li>
        ))}
      </ol>
    </nav>
  );
}

function Footer({ site, path }: { readonly site: SiteFacts; readonly path: string }) {
  return (
    <footer className="footer">
      <div className="frame">
        <nav aria-label="网站服务">
          <ul className="footer-links">
            <li>
              <a href={`/feedback/new?page=${encodeURIComponent(path)}`}>我为政府网站找错</a>
            </li>
            <li>
              <a href="/sitemap">网站地图</a>
            </li>
            <li>
              <a href="/feeds">订阅</a>
            </li>
            <li>
              <a href="/seals">办理日志日封</a>
            </li>
            <li>
              <a href="/accessibility">无障碍说明</a>
            </li>
            <li>
              <a href="/privacy">个人信息说明</a>
            </li>
          </ul>
        </nav>
        <dl className="footer-facts">
          <Fact term="主办单位" value={site.host} />
          {site.operator && <Fact term="承办单位" value={site.operator} />}
          <Fact term="联系方式" value={site.contact} />
          <Fact term="网站标识码" value={site.idCode} />
          <Registered term="ICP 备案" value={site.icp} at="https://beian.miit.gov.cn/" demo={site.demo} />
          <Registered term="公安备案" value={site.police} at="https://beian.mps.gov.cn/" demo={site.demo} />
        </dl>
        <SiteMark site={site} />
      </div>
    </footer>
  );
}

/** 党政机关网站标识, bottom centre of every page. It is issued and verified elsewhere; nothing of ours may be taken for it. */
function SiteMark({ site: { demo, siteMark } }: { readonly site: SiteFacts }) {
  if (demo) return <p className="site-mark">党政机关网站标识挂此处（演示站点不挂标）</p>;
  return (
    <p className="site-mark">党政机关网站标识：{siteMark ? <a href={siteMark}>机构编制部门核验页面</a> : '尚未登记'}</p>
  );
}

/** A number that is looked up with the office that gave it; that of a demonstration is nobody's. */
function Registered(props: {
  readonly term: string;
  readonly value: string;
  readonly at: string;
  readonly demo: boolean;
}) {
  const { term, value, at, demo } = props;
  return (
    <div>
      <dt>{term}</dt>
      <dd>{demo ? value : <a href={at}>{value}</a>}</dd>
    </div>
  );
}

function Fact({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}
