import { sql } from 'kysely';
import { throughTheDoor } from '#commons/publishing/index.ts';
import type { Db } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import type { Way } from '../offered/ways.ts';

/** What the guide says of the office beside what the register of organisations has; whatever was not stated is not there. */
export interface GuideFacts extends Readonly<Partial<Record<`way-${Way}`, string>>> {
  readonly office?: string;
  readonly address?: string;
  readonly postcode?: string;
  readonly hours?: string;
  readonly phone?: string;
  readonly fax?: string;
  readonly email?: string;
  readonly complaints?: string;
  readonly reviewOrgan?: string;
  readonly court?: string;
  readonly reviewUrl?: string;
}

/** Shows the public what one group of settings now says; what other groups said before stays. What was emptied is taken away. */
export async function publishGuide(act: Act, facts: GuideFacts): Promise<void> {
  const stated = Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, value.trim() || null]));
  await throughTheDoor(act, async (portal) => {
    await sql`
      insert into portal.request_guide (facts) values (jsonb_strip_nulls(${JSON.stringify(stated)}::jsonb))
      on conflict (singleton) do update
      set facts = jsonb_strip_nulls(portal.request_guide.facts || ${JSON.stringify(stated)}::jsonb)`.execute(portal);
  });
}

/** Where another way than an application begins; undefined where none is stated. */
export const addressOfWay = (facts: GuideFacts, way: Way): string | undefined => facts[`way-${way}`];

/** As the public reads it. */
export async function readGuide(db: Db): Promise<GuideFacts> {
  const row = await db.selectFrom('portal.request_guide').select('facts').executeTakeFirst();
  return (row?.facts ?? {}) as GuideFacts;
}
