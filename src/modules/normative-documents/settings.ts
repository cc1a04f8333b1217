import { Type } from 'typebox';
import { keptSettings } from '#platform/system/settings.ts';

const whole = (title: string, minimum: number, maximum: number, description?: string) =>
  Type.Integer({ title, minimum, maximum, ...(description ? { description } : {}) });

/** Provincial rules set these; the numbers are the usual ones until the legal office confirms them (regulations.md §5.3 [K]). */
export const normativeSettings = keptSettings({
  key: 'normative-documents',
  label: '规范性文件',
  schema: Type.Object(
    {
      validYears: whole('一般有效期（年）', 1, 50, '文件没有写明有效期的，自施行之日起这些年'),
      trialYears: whole('暂行、试行的有效期（年）', 1, 50),
      filingDays: whole('报送备案期限（日）', 1, 365, '自成文之日起，遇休息日顺延'),
      firstWarningMonths: whole('到期前第一次提醒（月）', 1, 36),
      secondWarningMonths: whole('到期前第二次提醒（月）', 1, 36),
      lastWarningMonths: whole('到期前最后一次提醒（月）', 1, 36),
      cleaningYears: whole('至少几年清理一次（年）', 1, 20, '超过没有清理的，提醒合法性审核员'),
    },
    { additionalProperties: false },
  ),
  usual: {
    validYears: 5,
    trialYears: 2,
    filingDays: 30,
    firstWarningMonths: 6,
    secondWarningMonths: 3,
    lastWarningMonths: 1,
    cleaningYears: 2,
  },
});
