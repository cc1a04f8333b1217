import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { DefinitionList, FormPage, type SiteFacts } from '#portal/index.ts';
import type { ReplyPeriods } from '../guide/law-in-words.ts';
import type { OfficeFacts } from '../guide/office-facts.ts';
import type { Submitted } from '../intake/submitting.ts';
import { AskUs } from './ask-us.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { REQUEST_FORM } from './request-form.tsx';

/** What to keep: number, code, fingerprint; what happens next and by when. The code is shown here and nowhere else. */
export function RequestReceipt({
  site,
  submitted: { receipt, queryCode, contentHash, keptBefore },
  at,
  confirmBy,
  files,
  periods,
  office,
}: {
  readonly site: SiteFacts;
  readonly submitted: Submitted;
  /** When it was submitted, in words. */
  readonly at: string;
  /** The day by which the office means to have confirmed it. */
  readonly confirmBy: LocalDate;
  readonly files: number;
  readonly periods: ReplyPeriods;
  readonly office: OfficeFacts;
}) {
  return (
    <FormPage site={site} form={REQUEST_FORM} step="回执">
      <div className="page-head">
        <h1>申请已经提交</h1>
        {keptBefore && <p className="lead">这份申请此前已经提交过，没有重复提交：回执编号和查询码与上次相同。</p>}
      </div>
      <div className="receipt" data-forget="request-citizen request-organisation">
        <p>回执编号</p>
        <strong>{receipt}</strong>
        <p data-copy={receipt} />
        <p>查询码</p>
        <strong>{queryCode}</strong>
        <p data-copy={queryCode} />
        <p>查询码只显示这一次，本站不保存：请抄下，或者打印、拍照保存本页，不要告诉别人。</p>
      </div>
      <DefinitionList
        items={[
          { term: '提交时间', value: at },
          { term: '上传的文件', value: files > 0 ? `${files} 个` : '没有' },
          { term: '内容指纹', value: <Fingerprint hash={contentHash} copied /> },
        ]}
      />
      <div className="text">
        <h2>接下来</h2>
        <ol>
          <li>
            请留意来电。我们最迟{chineseDate(confirmBy)}
            与您联系确认；网上提交的申请，以双方确认之日为收到申请之日（《政府信息公开条例》第三十一条）。过了这一天还没有人联系您，请打下面的电话。
          </li>
          <li>
            自收到申请之日起{periods.reply}个工作日内答复；需要延长的，经负责人同意并告知您，最多再延长
            {periods.extension}
            个工作日。
            征求第三方或者其他机关意见所需时间依法不计入；需要补正、缴费的，期限从收到补正之日、缴费次日起重新计算。
          </li>
          <li>内容不明确的，会在{periods.correction}个工作日内一次性告知您补正。</li>
          <li>
            随时可以凭回执编号和查询码<a href="/requests/query">查询办理情况</a>、下载答复。
          </li>
        </ol>
        <AskUs site={site} office={office} />
        <p data-print>
          <a href="/">回到首页</a>
        </p>
      </div>
    </FormPage>
  );
}
