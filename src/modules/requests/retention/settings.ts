import { Type } from 'typebox';
import { keptSettings } from '#platform/system/settings.ts';

/**
 * 个人信息保护法第十九条: the shortest time needed [S], and no number. Records of cases are kept as long as archives are: 10 or 30 years or for ever
 * (regulations §15 [K]; 机关文件材料归档范围和文书档案保管期限规定, not read). So every file of a request is kept ten years at least, however it ended;
 * a longer class is for the organ's own table of archive periods. What was sent through the site and is in the matter already is kept shorter.
 */
export const LEAST_YEARS = 10;

const years = (title: string, description: string) =>
  Type.Integer({ title, description, minimum: LEAST_YEARS, maximum: 50 });

export const retentionSettings = keptSettings({
  key: 'requests-retention',
  label: '申请人个人信息的保存期限',
  schema: Type.Object(
    {
      answeredYears: years(
        '作出答复的申请，办结后保存几年',
        '案卷按档案保管期限保存：定期10年、30年或者永久。不得短于十年；本机关的档案保管期限表规定更长的，按规定填写',
      ),
      endedYears: years('撤回、逾期未补正、逾期未缴费和并案的申请，办结后保存几年', '同样是案卷，不得短于十年'),
      sealedDays: Type.Integer({
        title: '网上提交的密封件，登记后保存几天',
        description: '登记之后内容已经在事项里，密封件只为核对',
        minimum: 7,
        maximum: 365,
      }),
    },
    { additionalProperties: false },
  ),
  usual: { answeredYears: 10, endedYears: 10, sealedDays: 30 },
});
export type Schedule = Awaited<ReturnType<typeof retentionSettings.current>>;
