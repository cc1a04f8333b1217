import { Type } from 'typebox';
import { keptSettings } from '#platform/system/settings.ts';

const whole = (title: string, minimum: number, maximum: number, description?: string) =>
  Type.Integer({ title, minimum, maximum, ...(description ? { description } : {}) });

/**
 * How long the parts of a document's way take. Bounds are those of the law where our regulation pack (§5.3) has them: thirty days of
 * comments where market players are touched is 优化营商环境条例第六十二条, the others are marked there as to be confirmed. No general
 * minimum of a public notice (公示) stands there: that floor is ours.
 */
export const waySettings = keptSettings({
  key: 'publication-way',
  label: '公开征求意见、合法性审核和公示',
  schema: Type.Object(
    {
      marketCommentDays: whole(
        '涉及经营主体的文件征求意见（日）',
        30,
        365,
        '优化营商环境条例第六十二条：一般不少于三十日',
      ),
      commentWorkdays: whole('其他规范性文件征求意见（工作日）', 1, 365, '一般不少于七个工作日，或者按本省规定'),
      legalityWorkdays: whole(
        '合法性审核期限（工作日）',
        5,
        15,
        '国办发〔2018〕115号：一般五至十五个工作日；审核员可以逐件另定',
      ),
      noticeWorkdays: whole('公示期最少（工作日）', 1, 365, '从公示开始的第二天起算；法律法规另有规定的，逐件按规定'),
    },
    { additionalProperties: false },
  ),
  usual: { marketCommentDays: 30, commentWorkdays: 7, legalityWorkdays: 15, noticeWorkdays: 5 },
});
