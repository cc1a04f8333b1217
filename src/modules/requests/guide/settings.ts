import { Type } from 'typebox';
import { keptSettings, type SettingGroup } from '#platform/system/settings.ts';
import { publishGuide } from './published.ts';

const line = (title: string, description: string, maxLength = 200) => Type.String({ title, description, maxLength });

/**
 * What 政府信息公开条例 art. 12 wants the guide to say of the office that receives applications. Left empty, address, hours and telephone are those
 * of the bureau in the register of organisations; the others say on the page that they are not published and how else to ask.
 */
const kept = keptSettings({
  key: 'requests-guide',
  label: '依申请公开指南',
  schema: Type.Object(
    {
      office: line('受理机构名称', '政府信息公开工作机构的全称，例如某某局办公室（政务公开办公室）', 60),
      address: line('受理地址', '当面提交和邮寄的地址；不填的，指南显示机构职能中本机关的办公地址'),
      postcode: line('邮政编码', '六位数字', 10),
      hours: line('受理时间', '例如工作日 9:00 至 12:00，13:30 至 17:00；不填的，显示机构职能中的办公时间'),
      phone: line('咨询电话', '不填的，显示机构职能中的电话', 60),
      fax: line('传真号码', '接收申请的传真', 60),
      email: line('电子邮箱', '接收申请的邮箱；不接收邮件申请的不填', 120),
      complaints: line('监督投诉渠道', '受理政府信息公开投诉举报的部门和电话（《政府信息公开条例》第五十一条）'),
    },
    { additionalProperties: false },
  ),
  usual: { office: '', address: '', postcode: '', hours: '', phone: '', fax: '', email: '', complaints: '' },
});

export const guideSettings: SettingGroup & Pick<typeof kept, 'current'> = {
  ...kept,
  async write(act, values) {
    await kept.write(act, values);
    await publishGuide(act, values);
  },
};
