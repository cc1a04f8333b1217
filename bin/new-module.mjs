import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inProject, Stop } from './project.mjs';

/**
 * Lays out src/modules/<key> from bin/templates/module, where `__key__` is the key (`work-plans`), `__Key__` its type name
 * (`WorkPlans`) and `__name__` its variable name (`workPlans`). Refuses a key that is taken or not in kebab case.
 */
export function newModule(key) {
  if (!key || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(key)) {
    throw new Stop('请给出模块的英文键：小写字母和短横线，如 npm run new:module annual-reports');
  }
  const folder = inProject('src/modules', key);
  if (existsSync(folder)) throw new Stop(`src/modules/${key} 已经存在；请换一个键，或直接修改其中的文件`);
  const pascal = key.replace(/(?:^|-)([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  const words = { __key__: key, __Key__: pascal, __name__: pascal[0].toLowerCase() + pascal.slice(1) };
  const fill = (text) => text.replace(/__(?:key|Key|name)__/g, (word) => words[word]);
  const templates = inProject('bin/templates/module');
  mkdirSync(folder, { recursive: true });
  for (const template of readdirSync(templates)) {
    const file = fill(template).replace(/\.template$/, '');
    writeFileSync(`${folder}/${file}`, fill(readFileSync(`${templates}/${template}`, 'utf8')));
    console.log(`src/modules/${key}/${file}`);
  }
  console.log(`接下来：在 src/house.ts 的 features 里加入它，运行 npm run docs，并在 README.md 写明依据的法规`);
  console.log(
    '有事项要办理的：写迁移和 kind.ts，把事项种类加入 src/house.ts 的 kinds，把流程写进 module.ts 的 workflows',
  );
  return 0;
}
