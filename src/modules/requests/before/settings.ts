import { Type } from 'typebox';
import { keptSettings, type SettingGroup } from '#platform/system/settings.ts';
import { publishGuide } from '../guide/published.ts';
import { WAYS, type Way } from '../offered/ways.ts';

const KEYS = Object.keys(WAYS) as Way[];

/** An address of this site or of another; nothing that a browser would run. */
const ADDRESS = '^(https?://\\S+|/[^/\\s]\\S*)?$';

/** Where the other ways begin, which each installation has elsewhere. What is left empty is named without a link. */
const kept = keptSettings({
  key: 'requests-ways',
  label: '申请以前的四个问题：其他渠道的网址',
  schema: Type.Object(
    Object.fromEntries(
      KEYS.map((way) => [
        way,
        Type.String({
          title: WAYS[way].label,
          description: '以 http 开头的网址，或者本站以 / 开头的地址；没有网上渠道的不填',
          maxLength: 300,
          pattern: ADDRESS,
        }),
      ]),
    ),
    { additionalProperties: false },
  ),
  usual: Object.fromEntries(KEYS.map((way) => [way, ''])) as Record<Way, string>,
});

export const waysSettings: SettingGroup & Pick<typeof kept, 'current'> = {
  ...kept,
  async write(act, values) {
    await kept.write(act, values);
    const addresses = Object.entries(values).map(([way, address]) => [`way-${way}`, String(address)]);
    await publishGuide(act, Object.fromEntries(addresses));
  },
};
