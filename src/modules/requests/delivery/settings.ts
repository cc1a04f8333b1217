import { Type } from 'typebox';
import { keptSettings } from '#platform/system/settings.ts';

const days = (title: string, description: string) => Type.Integer({ title, description, minimum: 1, maximum: 20 });

/** When the office is reminded of letters that are out. The law names neither; ours: a registered letter within the province takes no longer than three days. */
export const deliverySettings = keptSettings({
  key: 'request-delivery',
  label: '依申请公开文书送达',
  schema: Type.Object(
    {
      arrivalWithin: days('登记送达（工作日）', '文书发出后多少个工作日还没有登记送达的，列入待办'),
      resendWithin: days('重新发出（工作日）', '文书退回后多少个工作日内重新发出'),
    },
    { additionalProperties: false },
  ),
  usual: { arrivalWithin: 3, resendWithin: 2 },
});
