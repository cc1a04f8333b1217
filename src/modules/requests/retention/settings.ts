import { Type } from 'typebox';
import { keptSettings } from '#platform/system/settings.ts';

const years = (title: string, description: string) => Type.Integer({ title, description, minimum: 2, maximum: 30 });

/**
 * 个人信息保护法第十九条: the shortest time needed [S], and no number. Ten years follow the shorter class of archives (10/30 years/permanent [K]); two years are
 * ours [D]: longer than any period in which a review or a suit can still be begun (一年, 行政复议法第二十条 [K]).
 */
export const retentionSettings = keptSettings({
  key: 'requests-retention',
  label: '申请人个人信息的保存期限',
  schema: Type.Object(
    {
      answeredYears: years('作出答复的申请，办结后保存几年', '按定期十年的档案保管期限设定，由本机关确认'),
      endedYears: years('撤回、逾期未补正、逾期未缴费和并案的申请，办结后保存几年', '由本机关设定，不得短于二年'),
      sealedDays: Type.Integer({
        title: '网上提交的密封件，登记后保存几天',
        description: '登记之后内容已经在事项里，密封件只为核对',
        minimum: 7,
        maximum: 365,
      }),
    },
    { additionalProperties: false },
  ),
  usual: { answeredYears: 10, endedYears: 2, sealedDays: 30 },
});
export type Schedule = Awaited<ReturnType<typeof retentionSettings.current>>;
