import { Facts, Loaded, Page, SchemaForm, api, can, useMe, useRead } from '#workbench/kit/index.ts';
import type { JsonSchema } from '#commons/casework/contract.ts';
import { SECOND_FACTOR_MODES, Settings as asks, type Settings as SettingsAnswer } from '../contract.ts';

// A TypeBox schema is JSON Schema; only its static type says less.
const form = asks as unknown as JsonSchema;

/** How long sessions and passwords last. The security officer sets it, others may look. */
export default function Settings() {
  const settings = useRead<SettingsAnswer>('/api/identity/settings');
  const mayChange = can(useMe(), 'security-officer');
  return (
    <Page title="登录安全设置" lead="对所有人、从下一次操作起生效，修改记入留痕。连续输错 5 次锁定 15 分钟，不可修改。">
      <Loaded query={settings}>
        {(now) =>
          mayChange ? (
            <SchemaForm
              schema={form}
              initial={now}
              submitLabel="保存设置"
              done="已保存，立即生效"
              submit={(fields) => api.put('/api/identity/settings', fields)}
              onDone={() => void settings.refetch()}
            />
          ) : (
            <Facts
              facts={[
                ['无操作退出', `${now.idleMinutes} 分钟`],
                ['最长登录时间', `${now.absoluteHours} 小时`],
                ['同时登录的数量', now.sessionsAtOnce === 0 ? '不限' : `${now.sessionsAtOnce} 个`],
                ['密码有效期', now.passwordMaxAgeDays === 0 ? '不限' : `${now.passwordMaxAgeDays} 天`],
                ['双因素登录', SECOND_FACTOR_MODES[now.secondFactor]],
                ['统一身份认证视同双因素', now.providerCounts ? '是' : '否'],
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
