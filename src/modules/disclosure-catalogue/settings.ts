import { Type } from 'typebox';
import { keptSettings } from '#platform/system/settings.ts';

/** How long before something of the catalogue is owed its unit is warned. The law sets the day; the warning is ours. */
export const catalogueSettings = keptSettings({
  key: 'disclosure-catalogue',
  label: '主动公开目录',
  schema: Type.Object(
    {
      warnWorkdays: Type.Integer({
        title: '到期前多少个工作日提醒',
        minimum: 1,
        maximum: 60,
        description: '应公开事项到期前提醒责任单位',
      }),
    },
    { additionalProperties: false },
  ),
  usual: { warnWorkdays: 5 },
});
