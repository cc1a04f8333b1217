import type { TObject } from 'typebox';
import { forbidden, invalid } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act, Services } from '#platform/services.ts';
import type { SettingValues } from '#platform/system/settings.ts';
import { checked } from '#platform/validation.ts';
import { administrationPolicy } from './policy.ts';

/** What GET /api/system/settings answers. */
export interface Settings {
  /** How the installation was set up; changed on the server only. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly groups: readonly {
    readonly key: string;
    readonly label: string;
    readonly schema: TObject;
    readonly values: SettingValues;
  }[];
}

export async function readSettings(services: Services): Promise<Settings> {
  const groups = services.catalogue.settings.map(async (group) => ({
    key: group.key,
    label: group.label,
    schema: group.schema,
    values: await group.read(services),
  }));
  return { facts: factsOf(services), groups: await Promise.all(groups) };
}

/**
 * Changes whole groups: `{group: {field: value}}`. Refuses unknown groups and values that do not fit, every field at once,
 * and then changes nothing. What stood there before goes into the journal with what stands there now.
 */
export async function changeSettings(act: Act, asked: Readonly<Record<string, unknown>>): Promise<void> {
  if (!allows(administrationPolicy['administration.change-settings'], act.actor)) throw forbidden();
  const groups = act.services.catalogue.settings;
  const unknown = Object.keys(asked).filter((key) => !groups.some((group) => group.key === key));
  if (unknown.length > 0)
    throw invalid(Object.fromEntries(unknown.map((key) => [key, `没有名为「${key}」的设置，请刷新页面后再试`])));
  for (const group of groups.filter(({ key }) => key in asked)) {
    const values = checked(group.schema, asked[group.key]);
    const before = await group.read(act.services);
    await group.write(act, values);
    const payload = { group: group.key, before, after: values };
    await appendJournal(act, { chain: 'settings', action: 'administration.settings-changed', payload });
  }
}

function factsOf({ config }: Services): Settings['facts'] {
  const yes = (is: unknown) => (is ? '已配置' : '未配置');
  return [
    { label: '对外网址', value: config.baseUrl },
    { label: '数据库', value: config.database ? '外部 PostgreSQL' : '内置 PostgreSQL' },
    { label: '数据文件夹', value: config.dataDir },
    { label: '本进程承担', value: config.roles.map((role) => ({ web: '网站', worker: '后台作业' })[role]).join('、') },
    { label: '留痕散列算法', value: config.journalAlgorithm === 'sm3' ? 'SM3（GB/T 32905-2016）' : 'SHA-256' },
    { label: '邮件', value: yes(config.mail) },
    { label: '短信', value: yes(config.sms) },
    { label: '统一身份认证', value: yes(config.oidc) },
    { label: '病毒扫描', value: yes(config.clamd) },
    { label: '运行指标令牌', value: yes(config.metricsToken) },
  ];
}
