import { Type } from 'typebox';
import { keptSettings } from '#platform/system/settings.ts';

/** 条例第四十四条 names neither how many nor within what time: three in twelve months are ours [D]. */
export const conversionSettings = keptSettings({
  key: 'requests-conversion',
  label: '多人申请同一信息',
  schema: Type.Object(
    {
      least: Type.Integer({
        title: '几位申请人申请同一信息时研究转为主动公开',
        description: '《政府信息公开条例》第四十四条没有规定人数，由本机关设定；同一人重复申请只算一位',
        minimum: 2,
        maximum: 50,
      }),
      months: Type.Integer({ title: '在多少个月之内', minimum: 1, maximum: 60 }),
      likeness: Type.Integer({
        title: '文字相近到百分之几算同一信息',
        description: '系统按文字比对，只用来提请研究，是否同一信息由人判断',
        minimum: 20,
        maximum: 100,
      }),
    },
    { additionalProperties: false },
  ),
  usual: { least: 3, months: 12, likeness: 60 },
});
