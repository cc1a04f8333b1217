import { Type } from 'typebox';
import type { Light } from '#commons/casework/contract.ts';
import { keptSettings } from '#platform/system/settings.ts';

const percent = (title: string, description: string) => Type.Integer({ title, description, minimum: 1, maximum: 100 });

/** From which share in time a unit's quarter is green or yellow. Ours: no law sets a rate, each period is to be kept (条例第三十三条). */
export const onTimeLights = keptSettings({
  key: 'on-time-lights',
  label: '按期率亮灯',
  schema: Type.Object(
    {
      green: percent('绿灯（%）', '按期率不低于这个百分比的亮绿灯'),
      yellow: percent('黄灯（%）', '低于绿灯、不低于这个百分比的亮黄灯，更低的亮红灯'),
    },
    { additionalProperties: false },
  ),
  usual: { green: 98, yellow: 90 },
});

/** The light of a quarter, in words that need no colour: 按期 45/46（97%）. A rate is cut, never rounded up: 99.6 % is not 100. */
export function rateLight(
  inTime: number,
  ended: number,
  { green, yellow }: { readonly green: number; readonly yellow: number },
): Light {
  if (ended === 0) return { colour: 'none', words: '没有办结', workdays: null };
  const rate = (inTime / ended) * 100;
  const colour = rate >= green ? 'green' : rate >= yellow ? 'yellow' : 'red';
  return { colour, words: `${Math.floor(rate)}%（${inTime}/${ended}）`, workdays: null };
}
