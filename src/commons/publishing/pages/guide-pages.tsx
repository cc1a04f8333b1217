import { PortalPage, shownSections, type SiteFacts } from '#portal/index.ts';
import { TOPICS } from '../statutory-kinds.ts';
import type { PublicColumn } from '../portal-queries.ts';

/** Where every part of the site is. */
export function SitemapPage({
  site,
  columns,
}: {
  readonly site: SiteFacts;
  readonly columns: readonly PublicColumn[];
}) {
  return (
    <PortalPage site={site} title="网站地图" path="/sitemap" breadcrumb={[{ label: '网站地图' }]}>
      <div className="frame">
        <div className="page-head">
          <h1>网站地图</h1>
        </div>
        <div className="cards">
          {shownSections(site.filled).map((section) => (
            <section key={section.key} className="card" aria-labelledby={`map-${section.key}`}>
              <h2 id={`map-${section.key}`} className="block-head">
                <a href={section.href}>{section.label}</a>
              </h2>
              <ul className="dated">
                {section.links.map(({ href, label }) => (
                  <li key={href}>
                    <a href={href}>{label}</a>
                  </li>
                ))}
                {columns
                  .filter((column) => column.section === section.key)
                  .map(({ key, name }) => (
                    <li key={key}>
                      <a href={`/columns/${key}`}>{name}</a>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
          <section className="card" aria-labelledby="map-site">
            <h2 id="map-site" className="block-head">
              关于本站
            </h2>
            <ul className="dated">
              <li>
                <a href="/search">搜索</a>
              </li>
              <li>
                <a href="/feeds">订阅</a>
              </li>
              <li>
                <a href="/accessibility">无障碍说明</a>
              </li>
              <li>
                <a href="/privacy">个人信息说明</a>
              </li>
            </ul>
          </section>
        </div>
      </div>
    </PortalPage>
  );
}

/** The feeds there are: each line leads to the page itself, and beside it to every way of hearing what is new there. */
export function FeedsPage({
  site,
  columns,
  units,
}: {
  readonly site: SiteFacts;
  readonly columns: readonly PublicColumn[];
  /** Those that have published something. */
  readonly units: readonly { readonly key: string; readonly name: string }[];
}) {
  const topics = Object.entries(TOPICS).map(([key, label]) => ({
    name: label,
    page: `/documents?topic=${key}`,
    feed: `/topics/${key}`,
    mail: `/subscriptions/new?topic=${key}`,
  }));
  return (
    <PortalPage site={site} title="订阅" path="/feeds" feed="/feed.xml" breadcrumb={[{ label: '订阅' }]}>
      <div className="frame narrow">
        <div className="page-head">
          <h1>订阅</h1>
          <p className="lead">有新内容时收到消息，不用天天来看。有两种办法，选一种就可以。</p>
          <ul>
            <li>
              <strong>邮件</strong>：点“邮件”，填写邮箱，随时可以退订。
            </li>
            <li>
              <strong>阅读器</strong>
              ：复制“Atom”或“JSON”的链接地址，加到您的阅读软件里。不用注册，本站不知道谁订阅了。两种格式内容相同，软件支持哪种用哪种。
            </li>
          </ul>
        </div>
        <Feeds
          title="按栏目"
          lines={[
            { name: '全站最新', page: '/documents', feed: '' },
            ...columns.map(({ key, name }) => ({
              name,
              page: `/columns/${key}`,
              feed: `/columns/${key}`,
              mail: `/subscriptions/new?column=${key}`,
            })),
          ]}
        />
        <Feeds title="按主题" lines={topics} />
        <Feeds
          title="按机构"
          lines={units.map(({ key, name }) => ({
            name,
            page: `/organisation/${key}`,
            feed: `/organisation/${key}`,
            mail: `/subscriptions/new?unit=${key}`,
          }))}
        />
        <h2>按您自己的条件</h2>
        <p className="text">
          在<a href="/documents">全部文件</a>里选好条件，或者<a href="/search">搜索</a>
          几个字，结果页上有“订阅”和“邮件订阅”，以后有符合条件的新文件就会收到。
        </p>
      </div>
    </PortalPage>
  );
}

interface FeedLine {
  readonly name: string;
  readonly page: string;
  /** Where its feeds are, before `/feed.xml`. */
  readonly feed: string;
  readonly mail?: string;
}

function Feeds({ title, lines }: { readonly title: string; readonly lines: readonly FeedLine[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul className="classes feeds">
        {lines.map(({ name, page, feed, mail }) => (
          <li key={name}>
            <a href={page}>{name}</a>
            <span className="ways">
              <a href={`${feed}/feed.xml`} aria-label={`${name}，Atom 订阅地址`}>
                Atom
              </a>
              <a href={`${feed}/feed.json`} aria-label={`${name}，JSON 订阅地址`}>
                JSON
              </a>
              {mail && (
                <a href={mail} aria-label={`${name}，用邮件订阅`}>
                  邮件
                </a>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What has been done for those who see, hear or move differently, and what has not. Change it when the facts change. */
export function AccessibilityPage({ site }: { readonly site: SiteFacts }) {
  return (
    <PortalPage site={site} title="无障碍说明" path="/accessibility" breadcrumb={[{ label: '无障碍说明' }]}>
      <div className="frame narrow">
        <div className="page-head">
          <h1>无障碍说明</h1>
          <p className="lead">我们希望每个人都能用这个网站办成事，包括看不清、听不清、手不方便和用老旧手机的人。</p>
        </div>
        <div className="text">
          <h2 id="care">关怀版</h2>
          <p>
            点页面上方的“关怀版”，文字变大、颜色变深、排列变简单。内容和普通版完全一样，不会少。您的选择只记在自己的设备上。
          </p>
          <p>
            如果浏览器关闭了脚本，这个按钮不起作用。这时可以用浏览器自带的缩放（按住 Ctrl 再按加号），放大到 400%
            页面也不会错位；系统设置了“高对比度”的，本站会自动加深颜色。
          </p>
          <h2>已经做到的</h2>
          <ul>
            <li>全部页面和表单不用鼠标、不用脚本也能使用。</li>
            <li>读屏软件可以按标题、列表、表格和区域跳读；每页开头可以直接跳到正文。</li>
            <li>文字与背景的对比度不低于 4.5 比 1；不单靠颜色表达意思。</li>
            <li>图表都附有同样数字的表格；没有限时操作，没有图形验证码。</li>
            <li>页面可以打印成清楚的 A4 纸。</li>
          </ul>
          <h2>还没有做到的</h2>
          <ul>
            <li>部分附件是扫描件或排版复杂的 PDF，读屏软件可能读不出来。需要可读的版本，请告诉我们。</li>
            <li>没有手语和语音播报版本。</li>
            <li>
              目标是达到 WCAG 2.2 AA 级和 GB/T 37668 第二级，已用自动化工具检查，还没有请第三方机构和残障用户测试。
            </li>
          </ul>
          <h2>遇到困难时</h2>
          <p>
            请通过<a href="/feedback/new?page=/accessibility">我为政府网站找错</a>
            告诉我们是哪一页、卡在哪一步。也可以按页面底部的联系方式打电话。阅读有困难、视听有障碍或者不会上网的，可以到办公地点由工作人员协助；申请公开政府信息时，本机关依照《政府信息公开条例》第四十三条提供必要的帮助。
          </p>
        </div>
      </div>
    </PortalPage>
  );
}

/** What the site does with what it learns of its readers (个人信息保护法第十七条、第三十五条). Change it when the facts change. */
export function PrivacyPage({ site }: { readonly site: SiteFacts }) {
  return (
    <PortalPage site={site} title="个人信息说明" path="/privacy" breadcrumb={[{ label: '个人信息说明' }]}>
      <div className="frame narrow">
        <div className="page-head">
          <h1>个人信息说明</h1>
          <p className="lead">看网页不用登录，本站不要求您说明身份，也不跟踪您看了什么。</p>
        </div>
        <div className="text">
          <h2>谁在处理</h2>
          <p>
            {site.host}。联系方式：{site.contact}
          </p>
          <h2>浏览网页时</h2>
          <ul>
            <li>不使用 Cookie，不使用第三方统计；只按页面累计浏览次数，不记是谁看的。</li>
            <li>关怀版等选择只记在您自己的设备上。</li>
            <li>
              “有用、没用”只累计次数。没有搜到结果的词按天累计次数，不记是谁搜的，像是涉及个人的词不保存，其余的保存四百天后删除。
            </li>
            <li>
              服务器的访问日志记录网络地址和访问时间，只用于防范攻击和追查网络安全事件，按《中华人民共和国网络安全法》留存不少于六个月。
            </li>
          </ul>
          <h2>您主动填写时</h2>
          <ul>
            <li>“我为政府网站找错”中填写的说明只用于核实和改正网页问题。请不要写与问题无关的个人信息。</li>
            <li>
              “网页找错”不要求也不保存您的姓名和联系方式；核实后直接改正网页。您写的说明随办理记录保存，期限按机关档案管理的规定执行。
            </li>
            <li>
              “申请公开政府信息”中填写的内容和上传的文件，提交时加密，只有办理的工作人员能够打开；身份证件号码、证件图片每次查看都要写明原因并留下记录。只用来办理您的申请、送达答复和统计（统计不含您的身份），不作其他用途。草稿只记在您自己的设备上，不含证件号码和文件。依据是《中华人民共和国政府信息公开条例》第二十九条和履行法定职责所必需；保存期限按机关档案管理的规定执行。
            </li>
            <li>
              “邮件订阅”保存您的邮箱（加密）、订阅的内容和发送方式，只用来把您订阅的公开内容和撤回的消息发给您，不作其他用途，也不提供给他人。
              没有在 48
              小时内确认的，邮箱随即删除；您退订以后，或者邮件连续三次退回的，邮箱立即删除，只留下不含邮箱的发送记录。每封邮件里都有退订的链接，处理以您的同意为依据，您可以随时退订。
            </li>
            <li>
              核实和改正网页问题的依据是履行法定职责所必需（《中华人民共和国个人信息保护法》第十三条第一款第三项）。
            </li>
          </ul>
          <h2>受邀对文稿提出意见的</h2>
          <p>
            保存您的姓名、单位和联系方式（加密）、提交的意见、打开和提交的时间及所在网段，只用于本次征求意见和审签归档，不对外公开；随文稿的审签材料保存，期限按机关档案管理的规定执行。依据是履行法定职责所必需（同上）。
          </p>
          <h2>您的权利</h2>
          <p>
            您可以查阅、复制、更正本机关保存的您的个人信息，或者要求说明处理规则、删除不再需要的信息。请按上面的联系方式提出，本机关核实身份后办理；不能办理的，说明理由。
          </p>
        </div>
      </div>
    </PortalPage>
  );
}
