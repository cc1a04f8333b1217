import { PortalPage, type SiteFacts } from '#portal/index.ts';
import { APPLICANT_CLASSES, ID_KINDS, WANTED_CHANNELS, WANTED_FORMS } from '../contract.ts';
import type { OfficeFacts } from './office-facts.ts';

const { naturalPerson: _person, ...ORGANISATION_CLASSES } = APPLICANT_CLASSES;

/** The same questions as the form on the site, on one sheet of A4 (政府信息公开条例 art. 29): to print, to fill in by hand, to hand in or send. */
export function PaperForm({ site, office }: { readonly site: SiteFacts; readonly office: OfficeFacts }) {
  const sendTo = [office.office ?? office.organ ?? site.host, office.address, office.postcode]
    .filter(Boolean)
    .join('，');
  return (
    <PortalPage
      site={site}
      title="政府信息公开申请表"
      path="/requests/paper-form"
      section="openness"
      breadcrumb={[{ label: '依申请公开', href: '/requests' }, { label: '纸质申请表' }]}
    >
      <div className="frame narrow">
        <div className="page-head">
          <h1>政府信息公开申请表</h1>
          <p className="lead screen-only">
            打印后填写，签名或者盖章，连同身份证明复印件一起递交或者寄送。会用网络的，
            <a href="/requests/new">网上申请</a>
            更快。
          </p>
          <p data-print />
        </div>
        <table className="paper-form">
          <caption className="unseen">政府信息公开申请表</caption>
          <colgroup>
            {['party', 'term', 'blank', 'term', 'blank'].map((width, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns are what they are.
              <col key={i} className={`paper-${width}`} />
            ))}
          </colgroup>
          <tbody>
            <tr>
              <th scope="rowgroup" rowSpan={4}>
                申请人
                <br />
                （公民）
              </th>
              <th scope="row">姓名</th>
              <td />
              <th scope="row">联系电话</th>
              <td />
            </tr>
            <tr>
              <th scope="row">证件类型</th>
              <td colSpan={3}>
                <Boxes options={ID_KINDS} />
              </td>
            </tr>
            <tr>
              <th scope="row">证件号码</th>
              <td colSpan={3} />
            </tr>
            <tr>
              <th scope="row">电子邮箱</th>
              <td />
              <th scope="row">传真</th>
              <td />
            </tr>
            <tr>
              <th scope="rowgroup" rowSpan={4}>
                申请人
                <br />
                （法人、其他组织）
              </th>
              <th scope="row">名称</th>
              <td colSpan={3} />
            </tr>
            <tr>
              <th scope="row">统一社会信用代码</th>
              <td colSpan={3} />
            </tr>
            <tr>
              <th scope="row">组织类型</th>
              <td colSpan={3}>
                <Boxes options={ORGANISATION_CLASSES} />
              </td>
            </tr>
            <tr>
              <th scope="row">法定代表人或者负责人</th>
              <td />
              <th scope="row">联系人和电话</th>
              <td />
            </tr>
            <tr>
              <th scope="rowgroup">通信地址</th>
              <td colSpan={3} />
              <td>邮编</td>
            </tr>
            <tr>
              <th scope="rowgroup">代理人（有委托的填写，附授权委托书）</th>
              <th scope="row">姓名、电话</th>
              <td />
              <th scope="row">证件类型和号码</th>
              <td />
            </tr>
            <tr>
              <th scope="rowgroup">所需政府信息</th>
              <td colSpan={4} className="paper-space">
                名称、文号或者其他特征描述：
              </td>
            </tr>
            <tr>
              <th scope="rowgroup">获取方式</th>
              <td colSpan={4}>
                <Boxes options={WANTED_FORMS} />
              </td>
            </tr>
            <tr>
              <th scope="rowgroup">获取途径</th>
              <td colSpan={4}>
                <Boxes options={WANTED_CHANNELS} />
              </td>
            </tr>
            <tr>
              <th scope="rowgroup">申请减免费用的理由</th>
              <td colSpan={4}>（选填）</td>
            </tr>
            <tr>
              <th scope="rowgroup">签名或者盖章</th>
              <td colSpan={2} />
              <td colSpan={2}>　　　　年　　月　　日</td>
            </tr>
          </tbody>
        </table>
        <div className="paper-notes">
          <p>
            寄送：{sendTo}
            {office.hours && `。受理时间：${office.hours}`}
            {office.phone && `。电话：${office.phone}`}
            {office.fax && `。传真：${office.fax}`}。
          </p>
          <p>
            公民填上面第一栏、法人和其他组织填第二栏。公民附身份证件复印件；法人和其他组织附登记证书复印件；邮寄的，信封上注明“政府信息公开申请”。书写确有困难的，可以口头提出，由工作人员代为填写（《政府信息公开条例》第二十九条）。
          </p>
        </div>
      </div>
    </PortalPage>
  );
}

const Boxes = ({ options }: { readonly options: Readonly<Record<string, string>> }) =>
  Object.entries(options).map(([key, label]) => (
    <span key={key} className="paper-box">
      □ {label}
    </span>
  ));
