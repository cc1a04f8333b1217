import { api, Block, Facts, Loaded, Page, SchemaForm, useRead, useRefresh } from '../kit/index.ts';
import type { JsonSchema } from '#commons/casework/contract.ts';

/** GET /api/system/settings; POST takes the fields of one group under its key. */
interface Settings {
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly groups: readonly {
    readonly key: string;
    readonly label: string;
    readonly schema: JsonSchema;
    readonly values: Readonly<Record<string, unknown>>;
  }[];
}

/** What may be set while the installation runs, and the facts of how it was installed. */
export default function SettingsScreen() {
  const settings = useRead<Settings>('/api/system/settings');
  const renew = useRefresh();
  return (
    <Page title="设置" lead="改动立即生效，并记入审计。安装时确定的参数只能在服务器上修改，这里仅供查看。">
      <Loaded query={settings}>
        {({ facts, groups }) => (
          <div className="beside">
            <div>
              {groups.map(({ key, label, schema, values }) => (
                <div key={key} id={`settings-${key}`} className="settings-group">
                  <Block title={label}>
                    <SchemaForm
                      schema={schema}
                      initial={values}
                      name={label}
                      submitLabel="保存"
                      done={`已保存${label}`}
                      submit={(fields) => api.post('/api/system/settings', { [key]: fields })}
                      onDone={() => renew('/api/system/settings')}
                    />
                  </Block>
                </div>
              ))}
            </div>
            <div className="settings-side">
              <Block title="目录">
                <ul className="settings-list">
                  {groups.map(({ key, label }) => (
                    <li key={key}>
                      <a href={`#settings-${key}`}>{label}</a>
                    </li>
                  ))}
                </ul>
              </Block>
              <Block title="安装参数">
                <Facts facts={facts.map(({ label, value }) => [label, value] as const)} />
              </Block>
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
