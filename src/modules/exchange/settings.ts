import { Type } from 'typebox';
import { invalid } from '#kernel/errors.ts';
import { isNetwork } from '#platform/networks.ts';
import { keptSettings, type SettingGroup } from '#platform/system/settings.ts';

const usual = { allowedNetworks: '' };

const kept = keptSettings({
  key: 'exchange',
  label: '数据交换',
  schema: Type.Object(
    {
      allowedNetworks: Type.String({
        title: '放行的内网网段',
        description: '推送和送审只发往公网地址；发往政务内网的，在此写明网段，每行一个，如 10.12.0.0/16',
        maxLength: 1000,
        'x-widget': 'textarea',
      }),
    },
    { additionalProperties: false },
  ),
  usual,
});

const linesOf = (text: string): string[] => text.split(/[\s,，、;；]+/).filter((line) => line !== '');

/** What the administrator lets us reach inside: changed with the other settings of the system, and journalled there. */
export const exchangeSettings: SettingGroup = {
  ...kept,
  async write(act, values) {
    const wrong = linesOf((values as typeof usual).allowedNetworks).filter((line) => !isNetwork(line));
    if (wrong.length > 0)
      throw invalid({ allowedNetworks: `「${wrong.join('、')}」不是网段，请写成 10.12.0.0/16 这样` });
    await kept.write(act, values);
  },
};

export async function allowedNetworks(db: Parameters<typeof kept.current>[0]): Promise<readonly string[]> {
  return linesOf((await kept.current(db)).allowedNetworks);
}
