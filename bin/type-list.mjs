import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inProject, Stop } from './project.mjs';

const FOLDER = 'src/commons/publishing/types';
export const typeFolder = inProject(FOLDER);
const LIST = 'src/commons/publishing/types.gen.ts';

/**
 * Kinds of documents are the files of one folder: the list that the compiler, the bundler and the tests read is written from their names
 * whenever something is built or generated, so that adding a kind is adding a file. Refuses a file that does not export what its name says.
 */
export function writeTypeList() {
  if (existsSync(typeFolder) && !typeListIsFresh()) writeFileSync(inProject(LIST), typeList());
}

export const typeListIsFresh = () =>
  existsSync(inProject(LIST)) && readFileSync(inProject(LIST), 'utf8') === typeList();

function typeList() {
  const names = readdirSync(typeFolder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  for (const name of names) mustExport(name);
  return [
    '// Written from the files of types/ whenever the product is built, and by `npm run codegen`. Not to be edited.',
    "import { type ContentType, inPlace } from './content-type.ts';",
    ...names.map((name) => `import { ${exported(name)} } from './types/${name}.ts';`),
    '',
    '/** What staff may draft by hand from the first day; the features add their own. */',
    'export const generalTypes: readonly ContentType[] = inPlace([',
    ...names.map((name) => `  ${exported(name)},`),
    ']);',
    '',
  ].join('\n');
}

/** `public-notice.ts` holds `publicNotice`. */
const exported = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

function mustExport(name) {
  const file = `${FOLDER}/${name}.ts`;
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name))
    throw new Stop(`${file}：文件名应是小写英文字母、数字和连字符，例如 public-notice.ts`);
  if (!new RegExp(`^export const ${exported(name)}\\b`, 'm').test(readFileSync(inProject(file), 'utf8')))
    throw new Stop(`${file} 应导出 ${exported(name)}：export const ${exported(name)} = defineContentType({ … })`);
}
