import { Type } from 'typebox';
import type { SettingGroup } from '#platform/system/settings.ts';
import { saveSiteFacts } from './reference.ts';

const line = (
  title: string,
  maxLength: number,
  more: { readonly pattern?: string; readonly description?: string } = {},
) => Type.String({ title, minLength: 1, maxLength, ...more });

/** What every page of the portal says about the site itself (国办发〔2017〕47号): named, registered and answered for. */
export const siteSettings: SettingGroup = {
  key: 'site',
  label: '门户网站',
  schema: Type.Object(
    {
      name: line('网站名称', 60),
      domain: line('域名', 100, {
        pattern: '^[a-z0-9][a-z0-9.-]*$',
        description: '不带 http://，如 mpa.example.gov.cn',
      }),
      idCode: line('网站标识码', 20),
      host: line('主办单位', 60),
      operator: Type.Optional(line('承办单位', 60)),
      icp: line('ICP 备案号', 60),
      police: line('公安备案号', 60),
      siteMark: Type.Optional(
        line('党政机关网站标识核验地址', 300, {
          pattern: '^https://',
          description: '机构编制部门核发标识后给出的核验网址，显示在每页底部',
        }),
      ),
      contact: line('联系方式', 200, { description: '地址、电话；不用于业务咨询' }),
    },
    { additionalProperties: false },
  ),
  async read({ db }) {
    const { demo: _demo, ...facts } = await statedFacts(db);
    return facts;
  },
  async write(act, values) {
    const { demo } = await statedFacts(act.tx);
    await saveSiteFacts(act, { ...values, ...(demo === undefined ? {} : { demo }) });
  },
};

async function statedFacts(db: Parameters<SettingGroup['read']>[0]['db']): Promise<Readonly<Record<string, unknown>>> {
  const row = await db.selectFrom('portal.site').select('facts').executeTakeFirst();
  return (row?.facts ?? {}) as Readonly<Record<string, unknown>>;
}
