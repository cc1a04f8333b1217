import { Type } from 'typebox';
import { keptSettings } from '#platform/system/settings.ts';
import { publishGuide } from './guide/published.ts';

const line = (title: string, description: string, more: { readonly pattern?: string } = {}) =>
  Type.String({ title, description, maxLength: 200, ...more });

/** Names that letters and the guide print and no law gives: each installation states its own. A reply that needs one that is missing says so. */
const kept = keptSettings({
  key: 'requests',
  label: '依申请公开',
  schema: Type.Object(
    {
      reviewOrgan: line('行政复议机关', '答复书上告知的行政复议机关全称，例如某某省人民政府'),
      court: line('有管辖权的人民法院', '答复书上告知的人民法院全称'),
      reviewUrl: line(
        '网上申请行政复议的网址',
        '通过网络送达答复的，应当同时提供网上申请行政复议的途径；以 http 开头',
        {
          // A link on the public guide: nothing but the address of a page.
          pattern: '^(https?://\\S+)?$',
        },
      ),
    },
    { additionalProperties: false },
  ),
  usual: { reviewOrgan: '', court: '', reviewUrl: '' },
});

export const requestSettings: typeof kept = {
  ...kept,
  async write(act, values) {
    await kept.write(act, values);
    await publishGuide(act, values);
  },
};
