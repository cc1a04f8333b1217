import pg from 'pg';
import { takeStepAs } from '#commons/casework/index.ts';
import { createDocument, SECRECY_CHECKLIST } from '#commons/publishing/index.ts';
import { beginSet, orderSet } from '#commons/publishing/sets/commands.ts';
import type { Actor } from '#kernel/policy.ts';
import { type Services, act } from '#platform/services.ts';
import { castOf } from '../src/demo/cast.ts';
import type { ReleaseSetFigures } from './results.ts';

const ITEMS = 50;
const ROUNDS = 3;
const UNIT = 'jx-finance';

/**
 * Fifty documents, drafted and signed by their hands, go out as one set: the whole order (gate, signatures, journal, portal rows)
 * in its one transaction; beside it a bare insert of fifty such rows in one transaction; and how long until the next reader is given
 * the new page by the running product.
 */
export async function releaseSetFigures(
  services: Services,
  ownerUrl: string,
  readPage: () => Promise<string>,
): Promise<ReleaseSetFigures> {
  const orders: number[] = [];
  const fresh: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { releaser, setId, title } = await readySet(services, round);
    const { version } = await services.db
      .selectFrom('release_set')
      .select('version')
      .where('id', '=', setId)
      .executeTakeFirstOrThrow();
    const began = performance.now();
    await act(services, releaser, (a) => orderSet(a, setId, { version }));
    const done = performance.now();
    orders.push(done - began);
    while (!(await readPage()).includes(title))
      if (performance.now() - done > 20_000) throw new Error('the released set was never seen');
    fresh.push(performance.now() - done);
  }
  return { items: ITEMS, orderMs: orders, bareInsertMs: await bareInserts(ownerUrl), firstFreshPageMs: fresh };
}

async function readySet(services: Services, round: number) {
  const cast = castOf(services);
  const drafter = await cast('drafter', UNIT);
  const releaser = await cast('releaser');
  const head = await cast('department-head', UNIT);
  const reviewer = await cast('secrecy-reviewer');
  const issuer = await cast('issuer');
  const unit = await services.db
    .selectFrom('unit')
    .select(['id', 'path'])
    .where('key', '=', UNIT)
    .executeTakeFirstOrThrow();
  const step = (actor: Actor, id: string, name: string, fields: Readonly<Record<string, unknown>> = {}) =>
    act(services, actor, (a) => takeStepAs(a, id, name, fields));
  const documentIds: string[] = [];
  for (let n = 0; n < ITEMS; n++) {
    const matter = await act(services, drafter, (a) =>
      createDocument(a, {
        type: 'announcement',
        leadUnitId: unit.id,
        content: {
          title: `成组发布测量 ${round + 1} 之 ${n + 1}`,
          issuingUnitId: unit.path[0] ?? unit.id,
          formedOn: services.time.today(),
          columnKey: 'announcements',
          disclosure: 'active',
          opennessClass: 'result',
          statutoryClass: 13,
          bodyHtml: '<p>本次抽检覆盖生产、经营、使用三个环节，检验项目依据国家药品标准确定。</p>'.repeat(20),
        },
      }),
    );
    await step(drafter, matter.id, 'submit');
    await step(head, matter.id, 'headSign', { opinion: '同意。' });
    await step(reviewer, matter.id, 'secrecySign', {
      opinion: '不涉密。',
      checklist: Object.keys(SECRECY_CHECKLIST),
    });
    await step(issuer, matter.id, 'issue', { opinion: '同意发布。' });
    documentIds.push(matter.id);
  }
  // Of what went out in one second any may stand first in the column's list.
  const title = `成组发布测量 ${round + 1} 之`;
  const setId = await act(services, drafter, (a) =>
    beginSet(a, { title: `测量 ${round + 1}`, reason: '测量成组发布的时间', documentIds }),
  );
  return { releaser, setId, title };
}

/** The same rows of the portal again, under other ids, and nothing else. Rolled back. */
async function bareInserts(ownerUrl: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const columns = await client.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'portal.document'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    );
    const { rows } = await client.query(
      `select ${columns.rows.map(({ name }) => `"${name}"`).join(', ')} from portal.document where title like '成组发布测量%' limit ${ITEMS}`,
    );
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      await client.query('begin');
      for (const [n, row] of rows.entries()) {
        const values = columns.rows.map(({ name }) => {
          if (name === 'id') return `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;
          if (name === 'index_number') return `测量-${n}`;
          const value = (row as Record<string, unknown>)[name];
          return typeof value === 'object' && value !== null && !(value instanceof Date)
            ? JSON.stringify(value)
            : value;
        });
        await client.query(
          `insert into portal.document (${columns.rows.map(({ name }) => `"${name}"`).join(', ')}) values (${values.map((_, i) => `$${i + 1}`).join(', ')})`,
          values,
        );
      }
      await client.query('rollback');
      took.push(performance.now() - began);
    }
    return took;
  } finally {
    await client.end();
  }
}
