import type { ReactNode } from 'react';
import { DateText, Pagination, PortalPage, type SiteFacts, Table, TimeText } from '#portal/index.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { Seal } from '../portal-queries.ts';

const ALGORITHMS: Readonly<Record<string, string>> = { sm3: 'SM3', sha256: 'SHA-256' };

/** The fingerprints of each day's journal, and how anybody can check that nothing was changed afterwards. */
export function SealsPage({
  site,
  seals,
  page,
  pages,
}: {
  readonly site: SiteFacts;
  readonly seals: readonly Seal[];
  readonly page: number;
  readonly pages: number;
}) {
  return (
    <PortalPage
      site={site}
      title="办理日志日封"
      path="/seals"
      section="openness"
      column={{
        name: '办理日志日封',
        description: '每日办理日志的指纹，供公众核对日志没有改动',
        keywords: '办理日志;日封',
        type: '数据发布',
      }}
      breadcrumb={[{ label: '政务公开', href: '/sections/openness' }, { label: '办理日志日封' }]}
      unlisted={page > 1}
    >
      <div className="frame">
        <div className="page-head">
          <h1>办理日志日封</h1>
          <p className="lead">
            工作人员每办一步，系统就记一条日志。每天的全部日志合成一个指纹，在这里公布，并与前一天的指纹相连。指纹公布以后，任何一条日志哪怕改动一个字，都对不上。
          </p>
        </div>
        <Table
          caption="每日指纹"
          captionUnseen
          empty="还没有公布日封。"
          columns={[
            {
              label: '日期',
              cell: ({ day }) => (
                <a href={`/seals/${day}`}>
                  <DateText on={day} />
                </a>
              ),
              heading: true,
            },
            { label: '日志条数', cell: ({ entries }) => (entries > 0 ? `${entries} 条` : '没有'), numeric: true },
            {
              label: '指纹',
              cell: ({ root }) => (
                <span data-copy={root}>
                  <Fingerprint root={root} />
                </span>
              ),
            },
            { label: '封存时间', cell: ({ sealedAt }) => <TimeText at={sealedAt} /> },
          ]}
          rows={seals}
          rowKey={({ day }) => day}
        />
        <Pagination page={page} pages={pages} href={(n) => (n === 1 ? '/seals' : `/seals?page=${n}`)} />
        <section className="text" aria-labelledby="how">
          <h2 id="how">怎样核对</h2>
          <ol>
            <li>
              打开您关心的那一天，把指纹全文复制下来，或者保存<a href="/seals.json">机器可读的全部指纹</a>
              。保存得越早，越能证明之后没有改动。
            </li>
            <li>日后本机关出示办理日志时（例如复议、诉讼、审计），用同样的算法重新计算当天的指纹。</li>
            <li>算出的指纹与您保存的一致，说明日志原样未动；不一致，说明有改动。</li>
          </ol>
          <p className="aside">
            计算方法公开：每条日志按固定格式写成文本，逐条求指纹，再两两合并成一棵树，树根就是当天的指纹。本软件的命令
            sunlit journal verify 完成全部计算。
          </p>
        </section>
      </div>
    </PortalPage>
  );
}

/** A fingerprint in short, for lists: its ends are enough to tell two apart; the whole stands on the page of its day. */
export function Fingerprint({ root }: { readonly root: string }) {
  return (
    <code>
      {root.slice(0, 8)}…{root.slice(-8)}
    </code>
  );
}

/** The seal of one day, whole. */
export function SealPage({
  site,
  seal,
  previous,
  next,
}: {
  readonly site: SiteFacts;
  readonly seal: Seal;
  readonly previous: LocalDate | null;
  readonly next: LocalDate | null;
}) {
  const title = `${chineseDate(seal.day)}日封`;
  return (
    <PortalPage
      site={site}
      title={title}
      path={`/seals/${seal.day}`}
      section="openness"
      breadcrumb={[
        { label: '政务公开', href: '/sections/openness' },
        { label: '办理日志日封', href: '/seals' },
        { label: chineseDate(seal.day) },
      ]}
    >
      <div className="frame narrow">
        <div className="page-head">
          <h1>{title}</h1>
        </div>
        <dl className="facts seal">
          <Term label="日志条数">{seal.entries > 0 ? `${seal.entries} 条` : '当天没有办理日志'}</Term>
          <Term label="指纹">
            <code data-copy={seal.root}>{seal.root}</code>
          </Term>
          <Term label="前一指纹">
            <code data-copy={seal.previousRoot}>{seal.previousRoot}</code>
          </Term>
          <Term label="算法">{ALGORITHMS[seal.algorithm] ?? seal.algorithm}</Term>
          <Term label="封存时间">
            <TimeText at={seal.sealedAt} />
          </Term>
        </dl>
        <nav className="pagination" aria-label="前后各日">
          <ul>
            {previous && (
              <li>
                <a href={`/seals/${previous}`} rel="prev">
                  前一日：{chineseDate(previous)}
                </a>
              </li>
            )}
            {next && (
              <li>
                <a href={`/seals/${next}`} rel="next">
                  后一日：{chineseDate(next)}
                </a>
              </li>
            )}
          </ul>
        </nav>
      </div>
    </PortalPage>
  );
}

function Term({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
