import type { OnlineForm } from '#platform/online-forms.ts';
import { readOffice } from './office-facts.ts';

/**
 * Applying through the site, which may be closed for a time. The other ways are those of 条例第二十九条: by hand, by post, and what the office states
 * besides; where an address or a telephone is not stated, the guide says how to ask.
 */
export const applicationForm: OnlineForm = {
  key: 'requests',
  label: '网上申请政府信息公开',
  path: '/requests/new',
  async otherWays(db) {
    const { address, hours, postcode, phone, fax, email } = await readOffice(db);
    return [
      address && `当面提交：${address}${hours ? `（${hours}）` : ''}。`,
      address && `邮寄：${address}${postcode ? `，邮编 ${postcode}` : ''}，信封上注明“政府信息公开申请”。`,
      fax && `传真：${fax}，发出后请来电确认。`,
      email && `电子邮件：${email}，发出后请来电确认。`,
      phone && `不清楚怎么办，或者书写有困难：请打电话 ${phone}${hours ? `（${hours}）` : ''}。`,
    ].filter((way): way is string => Boolean(way));
  },
};
