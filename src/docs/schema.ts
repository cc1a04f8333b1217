import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import type { Db } from '#platform/db.ts';
import { projectRoot } from '#platform/root.ts';
import { code, page, table } from './markdown.ts';
import { type Comments, commentsOf } from './schema-comments.ts';

const SCHEMAS: Readonly<Record<string, string>> = {
  public: '工作台（只有 sunlit_office 可以读写）',
  portal: '公众可以看到的（只由发布之门以 sunlit_publisher 写入）',
  intake: '公众可以写入的',
  report: '统计视图（每次升级重建）',
};

interface Column {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly required: boolean;
  readonly key: boolean;
  readonly refers: string | null;
}

/** Every table and view of a migrated database, with the comments that stand in the migrations. */
export async function schemaPage(db: Db): Promise<string> {
  const columns = await columnsOf(db);
  const comments = await migrationComments();
  const parts = Object.entries(SCHEMAS).flatMap(([schema, about]) => {
    const own = columns.filter((column) => column.schema === schema);
    const tables = [...new Set(own.map((column) => column.table))];
    return tables.length === 0
      ? []
      : [
          `## ${schema}：${about}`,
          ...tables.map((name) =>
            section(
              schema,
              name,
              own.filter((column) => column.table === name),
              comments,
            ),
          ),
        ];
  });
  return page('数据库结构', '迁移之后的数据库和 `db/migrations` 的注释', parts);
}

function section(schema: string, name: string, columns: readonly Column[], comments: Comments): string {
  const full = `${schema}.${name}`;
  const rows = columns.map(({ column, type, required, key, refers }) => [
    code(column),
    type,
    [key && '主键', required && !key && '必填'].filter(Boolean).join(''),
    [refers && `→ ${code(refers)}`, comments.columns.get(`${full}.${column}`)].filter(Boolean).join(' '),
  ]);
  const about = comments.tables.get(full);
  return [`### ${full}`, ...(about ? [about] : []), table(['列', '类型', '', '说明'], rows)].join('\n\n');
}

async function columnsOf(db: Db): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select n.nspname as schema, c.relname as table, a.attname as column,
      format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
      exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p' and a.attnum = any(k.conkey)) as key,
      (select min(fn.nspname || '.' || f.relname) from pg_constraint k
        join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any(k.conkey)) as refers
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname in (${sql.join(Object.keys(SCHEMAS))}) and c.relkind in ('r', 'p', 'v')
    order by n.nspname collate "C", c.relname collate "C", a.attnum`.execute(db);
  return rows;
}

async function migrationComments(): Promise<Comments> {
  const folder = path.join(projectRoot(), 'db/migrations');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return commentsOf(await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8'))));
}
