import { DateText, PortalPage, type SiteFacts, Table, TimeText } from '#portal/index.ts';
import type { Seal } from '../portal-queries.ts';

const ALGORITHMS: Readonly<Record<string, string>> = { sm3: 'SM3', sha256: 'SHA-256' };

/** The fingerprints of each day's journal, and how anybody can check that nothing was changed afterwards. */
export function SealsPage({ site, seals }: { readonly site: SiteFacts; readonly seals: readonly Seal[] }) {
  return (
    <PortalPage
      site={site}
      title="办理日志日封"
      path="/seals"
      section="openness"
      breadcrumb={[{ label: '政务公开', href: '/sections/openness' }, { label: '办理日志日封' }]}
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
            { label: '日期', cell: ({ day }) => <DateText on={day} />, heading: true },
            { label: '日志条数', cell: ({ entries }) => entries, numeric: true },
            { label: '算法', cell: ({ algorithm }) => ALGORITHMS[algorithm] ?? algorithm },
            { label: '指纹', cell: ({ root }) => <code>{root}</code> },
            { label: '封存时间', cell: ({ sealedAt }) => <TimeText at={sealedAt} /> },
          ]}
          rows={seals}
          rowKey={({ day }) => day}
        />
        <section className="text" aria-labelledby="how">
          <h2 id="how">怎样核对</h2>
          <ol>
            <li>
              把您关心的那天的指纹抄下来，或者保存<a href="/seals.json">机器可读的全部指纹</a>
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
