import { PortalPage, type SiteFacts, Table } from '#portal/index.ts';

/** Requests anybody can send as they stand; a test sends each. */
export const EXAMPLES: readonly { readonly title: string; readonly path: string }[] = [
  { title: '最新公开的五份文件', path: '/open/v1/documents?limit=5' },
  { title: '只看一个栏目、一段时间', path: '/open/v1/documents?column=announcements&from=2026-01-01&to=2026-12-31' },
  { title: '从头读取全部变动', path: '/open/v1/changes?limit=100' },
  { title: '从上次读到的地方继续', path: '/open/v1/changes?after=0&limit=100' },
  { title: '栏目、机构、信息类别等的代号', path: '/open/v1/codes' },
  { title: '机器可读的接口说明（OpenAPI 3.1）', path: '/open/v1/openapi.json' },
];

const REFUSALS = [
  ['401', '签名没有通过、时间相差超过 5 分钟、密钥过期'],
  ['403', '来源地址或操作不在登记范围'],
  ['404 / 410', '没有这份文件 / 文件已经撤回'],
  ['409', '现在不能办理，理由在 reasons 中；随机串重复'],
  ['422', '参数或内容有误，fields 逐项写明，一次全部列出'],
  ['429', '太频繁，按 retry-after 等待'],
] as const;

/** For whoever reads us with a program or connects a system. */
export function OpenPage({ site, base }: { readonly site: SiteFacts; readonly base: string }) {
  return (
    <PortalPage site={site} title="开放接口" path="/open" breadcrumb={[{ label: '开放接口' }]}>
      <div className="frame narrow">
        <div className="page-head">
          <h1>开放接口</h1>
          <p className="lead">本站公开的全部文件都可以用程序读取，不需要注册。机关之间的系统对接需要登记和密钥。</p>
        </div>
        <div className="text">
          <h2 id="read">读取公开信息</h2>
          <p>只用 GET，返回 JSON（UTF-8）。参数写错会明确拒绝，不会当作没有写。每个地址每分钟最多 900 次。</p>
          <ul>
            {EXAMPLES.map(({ title, path }) => (
              <li key={path}>
                {title}：<a href={path}>{path}</a>
              </li>
            ))}
          </ul>
          <p>例如用 curl：</p>
          <pre>
            <code>{`curl '${base}${EXAMPLES[0]?.path ?? ''}'`}</code>
          </pre>
          <h2 id="changes">持续同步</h2>
          <p>
            先不带 after 读取变动，之后每次把返回的 cursor 作为 after 再读，more 为 true
            时接着读。变动按发生的次序排列，不会漏、不会倒序：added 是发布，corrected 是更正，withdrawn 是撤回。收到
            withdrawn 后，请删除您保存的副本。
          </p>
          <h2 id="connect">系统对接</h2>
          <p>
            办公系统推送文稿、合法性审核平台、接收推送的系统，请先与我方政务公开办公室联系登记，由系统管理员签发密钥。请求用
            HMAC-SHA-256
            签名，带四个请求头：x-sunlit-key、x-sunlit-timestamp、x-sunlit-nonce、x-sunlit-signature。签名的文本是六行：
          </p>
          <ol>
            <li>SUNLIT-HMAC-SHA256</li>
            <li>大写的请求方法</li>
            <li>路径和参数，与请求行完全一致</li>
            <li>时间（UTC，如 2026-03-02T01:00:00Z）</li>
            <li>随机串</li>
            <li>请求内容的 SHA-256（小写十六进制）</li>
          </ol>
          <p>推送的文稿成为拟稿人的草稿，照常审核、签发后才会公开。相同的内容重复推送得到相同的回执。</p>
          <h2 id="webhooks">接收推送</h2>
          <p>
            发布、更正、撤回时，向登记的 https 地址发送 POST，签名方法相同；换密钥期间有两个签名，任一相符即可。答复 2xx
            即为收到，其他答复会在 2、4、8 分钟后重试，最长间隔四小时，共十次。不跟随跳转。同一件事的 x-sunlit-delivery
            不变，请据此去重；次序以 sequence 为准。
          </p>
          <h2 id="refusals">没有办成时</h2>
          <Table
            caption="答复的状态码"
            columns={[
              { label: '状态码', heading: true, cell: ([status]: (typeof REFUSALS)[number]) => status },
              { label: '意思', cell: ([, means]: (typeof REFUSALS)[number]) => means },
            ]}
            rows={REFUSALS}
            rowKey={([status]) => status}
          />
          <p>答复是 application/problem+json，其中 requestId 是请求编号，联系我们时请提供。</p>
        </div>
      </div>
    </PortalPage>
  );
}
