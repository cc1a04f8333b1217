import { accessMatrix } from '#commons/identity/index.ts';
import type { ClockDef } from '#kernel/clock.ts';
import type { Db } from '#platform/db.ts';
import { features, kinds } from '../house.ts';
import { clocksPage } from './clocks.ts';
import { configurationPage } from './configuration.ts';
import { requirementsPage } from './requirements.ts';
import { allRoutes, routesPage } from './routes.ts';
import { schemaPage } from './schema.ts';
import { workflowsPage } from './workflows.ts';

/** The generated documents by file name. Equal sources give equal texts; `db` is any migrated database. */
export async function generatedDocs(db: Db): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['access-matrix.md', accessMatrix(features, kinds)],
    ['api.md', routesPage(await allRoutes())],
    ['clocks.md', clocksPage(allClocks())],
    ['configuration.md', configurationPage()],
    ['requirements.md', requirementsPage(features)],
    ['schema.md', await schemaPage(db)],
    ['workflows.md', workflowsPage(kinds)],
  ]);
}

/** Those of kinds and those that features declare beside them, each once. */
export function allClocks(): readonly (readonly ClockDef[])[] {
  return [...new Set([...kinds.map(({ clock }) => clock), ...features.flatMap(({ clocks }) => clocks ?? [])])].filter(
    (editions) => editions.length > 0,
  );
}
