import { Type } from 'typebox';
import { portalUnits } from '#commons/organisations/index.ts';
import { canonicalJson } from '#kernel/canonical.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Services, act, systemActor } from '#platform/services.ts';
import { publishUnits } from './reference.ts';

/** Publishes the register again when what the portal shows of it is no longer what it says: units, leaders, addresses. */
export async function mirrorRegister(services: Services): Promise<boolean> {
  const said = await portalUnits(services.db, services.time.today());
  const shown = await services.db.selectFrom('portal.unit').selectAll().execute();
  if (sameUnits(said, shown)) return false;
  await act(services, systemActor, publishUnits);
  return true;
}

function sameUnits(said: readonly object[], shown: readonly object[]): boolean {
  const spell = (rows: readonly object[]) =>
    rows
      .map((row) => canonicalJson(JSON.parse(JSON.stringify({ ...row, leaders: leadersOf(row) }))))
      .sort()
      .join('\n');
  return spell(said) === spell(shown);
}

/** The register gives leaders as JSON text for the column, the portal gives them read. */
function leadersOf(row: object): unknown {
  const { leaders } = row as { leaders?: unknown };
  return typeof leaders === 'string' ? JSON.parse(leaders) : leaders;
}

export const mirrorRegisterJob = defineJob({
  name: 'publishing.mirror-register',
  label: '机构信息同步到门户',
  cron: '*/5 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await mirrorRegister(services);
  },
});
