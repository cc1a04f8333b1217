import { describeConfig } from '#platform/config.ts';
import { code, page, table } from './markdown.ts';

/** Every variable of the environment that the product reads. */
export function configurationPage(): string {
  const rows = describeConfig().map(({ name, about, usual, secret }) => [
    code(name),
    secret ? `${about}（保密）` : about,
    usual,
  ]);
  return page('配置', ' `src/platform/config/variables.ts` ', [
    '启动时一次检查全部环境变量：写错的、不认识的 `SUNLIT_` 变量和互相矛盾的设置都会指出，改正后才能启动。',
    table(['变量', '含义', '不设置时'], rows),
  ]);
}
