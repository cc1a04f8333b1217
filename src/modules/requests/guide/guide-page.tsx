import type { ReactNode } from 'react';
import { DISCLOSURE, PortalPage, type SiteFacts, Table } from '#portal/index.ts';
import { CHANNEL_RULES, type ChannelRule } from '../law/receipt-days.ts';
import { type Deadline, feeLines, remedyLines } from './law-in-words.ts';
import type { OfficeFacts } from './office-facts.ts';

/**
 * How to ask for information, whole: who receives it, in which ways, what it must contain, which day counts, how long it takes, what it costs and what
 * one can do against the answer (政府信息公开条例 arts 12, 27-42, 47, 51).
 */
export function GuidePage({
  site,
  office,
  deadlines,
  recordCorrectionDays,
  closed,
}: {
  readonly site: SiteFacts;
  readonly office: OfficeFacts;
  readonly deadlines: readonly Deadline[];
  /** Within which the office means to answer who wants a record corrected; no law gives a period. */
  readonly recordCorrectionDays: number;
  /** That nothing is taken in through the site for a time, now or soon. */
  readonly closed?: ReactNode;
}) {
  return (
    <PortalPage
      site={site}
      title="政府信息公开申请指南"
      path="/requests"
      section="openness"
      breadcrumb={[{ label: '政府信息公开', href: DISCLOSURE }, { label: '依申请公开' }]}
    >
      <div className="frame narrow">
        <div className="page-head">
          <h1>政府信息公开申请指南</h1>
          <p className="lead">网站上查不到的政府信息，公民、法人和其他组织都可以申请公开，不用说明用途。</p>
          <p className="form-actions">
            <a className="button" href="/requests/before">
              网上申请
            </a>
            <a className="button quiet" href="/requests/query">
              查询办理情况
            </a>
            <a href="/requests/paper-form">打印纸质申请表</a>
            <a href="/requests/statistics">依申请公开统计</a>
            <a href="/requests/converted">已转为主动公开的信息</a>
          </p>
        </div>
        {closed}
        <div className="text">
          <LookFirst />
          <Receives office={office} site={site} />
          <Ways office={office} />
          <Contains />
        </div>
        <ReceiptDays />
        <Deadlines deadlines={deadlines} />
        <div className="text">
          <Answers />
          <Fees />
          <Remedies office={office} />
          <WrongRecords recordCorrectionDays={recordCorrectionDays} />
          <Help site={site} />
        </div>
        <p data-print>
          <a href="/requests/new">网上申请</a>
        </p>
      </div>
    </PortalPage>
  );
}

function Part({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function LookFirst() {
  return (
    <Part id="look" title="先找一找，也许已经公开">
      <p>
        主动公开的信息不用申请：可以<a href="/search">搜索</a>，也可以按<a href="/catalogue">法定十五类</a>、
        <a href="/organisation">机构</a>、<a href="/documents">文号和年份</a>
        查找。每份文件有唯一的索引号。信息怎样分类、编排和获取，见<a href={DISCLOSURE}>政府信息公开</a>栏目。
      </p>
    </Part>
  );
}

/** 条例第十二条: name, address, hours, telephone, fax and how to reach the office through the network. What is not stated says where to ask. */
function Receives({ office, site }: { readonly office: OfficeFacts; readonly site: SiteFacts }) {
  const facts: readonly (readonly [term: string, value: string | undefined])[] = [
    ['答复机关', office.organ ?? site.host],
    ['受理机构', office.office],
    ['受理地址', office.address],
    ['邮政编码', office.postcode],
    ['受理时间', office.hours],
    ['咨询电话', office.phone],
    ['传真', office.fax],
    ['电子邮箱', office.email],
  ];
  const missing = facts.flatMap(([term, value]) => (value ? [] : [term]));
  return (
    <Part id="office" title="谁受理">
      <dl className="facts one-column">
        {facts.map(
          ([term, value]) =>
            value && (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        <div>
          <dt>互联网</dt>
          <dd>
            <a href="/requests/new">本站网上申请</a>
            （全天，双方确认之日为收到申请之日）
          </dd>
        </div>
      </dl>
      {missing.length > 0 && (
        <p className="aside">
          {missing.join('、')}没有在本页公布，需要的请按本站联系方式询问：{site.contact}。
        </p>
      )}
    </Part>
  );
}

function Ways({ office }: { readonly office: OfficeFacts }) {
  return (
    <Part id="ways" title="怎样提出申请">
      <ul>
        <li>
          <strong>网上</strong>：填写<a href="/requests/new">申请表</a>
          ，提交后当场得到回执编号和查询码，凭这两样随时查询、下载答复。
        </li>
        <li>
          <strong>当面</strong>：到受理地址填写<a href="/requests/paper-form">申请表</a>，能够当场答复的当场答复。
        </li>
        <li>
          <strong>邮寄</strong>
          ：申请表寄到受理地址，信封上注明“政府信息公开申请”。用挂号信、快递的，以签收之日为收到之日。
        </li>
        {office.fax && (
          <li>
            <strong>传真</strong>：发到 {office.fax}，发出后请来电确认。
          </li>
        )}
        {office.email && (
          <li>
            <strong>电子邮件</strong>：发到 {office.email}，发出后请来电确认。
          </li>
        )}
        <li>
          <strong>口头</strong>：书写确有困难的，可以到受理地址或者打电话口头提出，由工作人员代为填写。
        </li>
      </ul>
      <p className="aside">依据：《政府信息公开条例》第二十九条、第三十一条。</p>
    </Part>
  );
}

function Contains() {
  return (
    <Part id="contains" title="申请要写明什么">
      <ol>
        <li>申请人的姓名或者名称、身份证明、联系方式；</li>
        <li>申请公开的政府信息的名称、文号，或者便于查找的其他特征描述；</li>
        <li>希望得到信息的形式，以及获取信息的方式、途径。</li>
      </ol>
      <p>
        法人和其他组织另写明法定代表人或者负责人和联系人；委托他人办理的，附授权委托书和代理人的身份证明。一份申请写一件事，查找和答复都更快。
      </p>
      <p className="aside">依据：《政府信息公开条例》第二十九条。</p>
    </Part>
  );
}

function ReceiptDays() {
  return (
    <Part id="receipt-days" title="哪一天算收到">
      <Table<ChannelRule>
        caption="收到申请之日"
        captionUnseen
        rows={Object.values(CHANNEL_RULES)}
        rowKey={({ label }) => label}
        columns={[
          { label: '提出的方式', heading: true, cell: ({ label }) => label },
          {
            label: '收到申请之日',
            cell: ({ counts, arrived, sameDay }) =>
              counts === 'arrivedOn' ? arrived : sameDay ? '与您确认之日（收到信函当天联系您）' : '双方确认之日',
          },
          { label: '依据', cell: ({ basis }) => basis },
        ]}
      />
    </Part>
  );
}

function Deadlines({ deadlines }: { readonly deadlines: readonly Deadline[] }) {
  return (
    <Part id="deadlines" title="多长时间办好">
      <Table<Deadline>
        caption="办理期限"
        captionUnseen
        rows={deadlines}
        rowKey={({ what }) => what}
        columns={[
          { label: '环节', heading: true, cell: ({ what }) => what },
          { label: '期限', cell: ({ within }) => within },
          { label: '依据', cell: ({ basis }) => basis },
        ]}
      />
      <p className="aside">
        工作日不含法定节假日和休息日，含调休上班的日子；期限从次日起算。每件申请的期限怎样算出来，查询页逐日列明。
      </p>
    </Part>
  );
}

function Answers() {
  return (
    <Part id="answers" title="会得到怎样的答复">
      <p>
        可以公开的，提供信息，或者告知获取的方式、途径和时间；已经主动公开的，告知在哪里；不予公开的，说明理由和依据；部分可以公开的，提供可以公开的部分并说明其余部分的理由；没有检索到的，告知不存在；不属于本机关负责的，说明理由，能够确定负责机关的，告知名称和联系方式（《政府信息公开条例》第三十六条、第三十七条）。需要对现有信息加工、分析的，可以不予提供；重复申请相同信息的，告知不重复处理；以申请的形式信访、投诉、举报的，告知不作为申请处理，可以告知相应的渠道（第三十六条第六项、第三十八条、第三十九条）。
      </p>
      <p>
        按您选择的形式提供；可能危及信息安全或者成本过高的，改用电子数据或者其他适当形式，或者安排查阅、抄录（第四十条）。
      </p>
    </Part>
  );
}

function Fees() {
  return (
    <Part id="fees" title="收不收费">
      <p>
        不收取费用。申请公开的数量、频次明显超过合理范围的，可以收取信息处理费（《政府信息公开条例》第四十二条），按件或者按量计算，只用其中一种：
      </p>
      <ul>
        {feeLines().map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        收费的，在答复期限内书面告知依据、标准、金额和缴纳方式，自收到通知次日起30日内缴纳；逾期不缴的，视为放弃申请（《政府信息公开信息处理费管理办法》，国办函〔2020〕109号）。认为有困难需要减免的，可以在申请表中说明，由本机关决定（本机关办理要求）。
      </p>
    </Part>
  );
}

function Remedies({ office }: { readonly office: OfficeFacts }) {
  return (
    <Part id="remedies" title="对答复不服，或者逾期没有答复">
      <ul>
        {remedyLines(office).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {office.reviewUrl && (
        <p>
          网上申请行政复议：<a href={office.reviewUrl}>{office.reviewUrl}</a>
        </p>
      )}
    </Part>
  );
}

/** 条例第四十一条. It is no application for information: it has no number here and no period in the regulation. */
function WrongRecords({ recordCorrectionDays }: { readonly recordCorrectionDays: number }) {
  return (
    <Part id="wrong-records" title="与您有关的记录不准确">
      <p>
        有证据证明本机关提供的、与您自身相关的政府信息记录不准确的，可以要求更正（《政府信息公开条例》第四十一条）。更正的要求不是公开申请，不用填写申请表，请写信或者到受理地址当面提出，写明：
      </p>
      <ul>
        <li>您的姓名或者名称、联系方式，附身份证明的复印件；</li>
        <li>哪一份信息、从哪里得到的（例如答复书的文号），哪一处不准确，应当是什么；</li>
        <li>附上能够证明的材料。信封上注明“更正政府信息记录”。</li>
      </ul>
      <p>
        审核属实、本机关有权更正的，予以更正并书面告知您；不属于本机关职能范围的，转送有权更正的机关并告知您，或者告知您向该机关提出。法律没有规定办理的期限，本机关在收到之日起
        {recordCorrectionDays}
        个工作日内书面答复（本机关自定）。本机关保存的您的个人信息（例如申请表上的姓名、联系方式）写错的，来信或者在我们联系您时说明即可更正（《个人信息保护法》第四十六条）。
      </p>
    </Part>
  );
}

function Help({ site }: { readonly site: SiteFacts }) {
  return (
    <Part id="help" title="需要帮助，保护您的信息">
      <p>
        阅读有困难或者视听有障碍的，本机关提供必要的帮助（《政府信息公开条例》第四十三条），请到受理地址或者来电说明。页面上方的“关怀版”字大、对比强。
      </p>
      <p>
        网上填写的内容在提交时加密，只有办理的工作人员能够打开；查看申请人完整信息要写明原因并留下记录。见
        <a href="/privacy">个人信息说明</a>。联系本站：{site.contact}。
      </p>
    </Part>
  );
}
