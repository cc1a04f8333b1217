import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../root.ts';
import startTestCluster from './cluster.ts';

// Writes src/platform/schema.gen.ts from a freshly migrated database: `npm run codegen`.
const root = projectRoot();
const stop = await startTestCluster();
try {
  const url = new URL(process.env.SUNLIT_TEST_CLUSTER_URL ?? '');
  url.pathname = '/sunlit_template';
  execFileSync(
    process.execPath,
    [
      path.join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      '--dialect=postgres',
      `--url=${url.href}`,
      `--out-file=${path.join(root, 'src/platform/schema.gen.ts')}`,
      '--include-pattern=(public|portal|intake|report).*',
      '--exclude-pattern=*.schema_migration',
      '--type-mapping={"date":"LocalDate","timestamptz":"Instant","int8":"number","bytea":"Buffer"}',
      '--custom-imports={"LocalDate":"#kernel/dates.ts","Instant":"#kernel/dates.ts"}',
    ],
    { stdio: 'inherit' },
  );
} finally {
  await stop();
}
