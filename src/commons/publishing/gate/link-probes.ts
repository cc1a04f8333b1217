import { sql } from 'kysely';
import { Type } from 'typebox';
import { addHours, hoursBetween } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import { defineJob } from '#platform/jobs.ts';
import { NotAnswered, sendOut } from '#platform/outbound.ts';
import type { Services } from '#platform/services.ts';
import { finding } from './finding.ts';
import type { GateCheck } from './looked-at.ts';

const EXTERNAL = /<a\b[^>]*\bhref="(https?:\/\/[^"]+)"/g;
/** Asked again after so long; what is being written sooner than what stands. */
const AGAIN_HOURS = 24;
/** A link is dead when it is still gone on a second look so much later: sites have bad hours. */
const SECOND_LOOK_HOURS = 20;
const AT_ONCE = 40;
const TIMEOUT_MS = 8_000;
/** What says for sure that there is nothing; anything else may be a wall against robots. */
const GONE: ReadonlySet<number> = new Set([404, 410]);

export type LinkStanding = 'alive' | 'doubtful' | 'dead' | 'unknown';

/** The addresses on other sites a text links to. */
export const externalLinks = (bodyHtml: string): string[] => [
  ...new Set([...bodyHtml.matchAll(EXTERNAL)].map(([, url = '']) => url.replaceAll('&amp;', '&')).filter(short)),
];
const short = (url: string) => url.length <= 400;

/** Links to other sites that are known to be dead are mended or answered for; nobody waits for another site while publishing. */
export const externalLinksCheck: GateCheck = {
  key: 'links',
  run: async ({ db, content }) => {
    const lead = content.leadPublication;
    const links = [...externalLinks(content.bodyHtml), ...(lead ? [lead] : [])];
    if (links.length === 0) return [];
    const probes = await db.selectFrom('link_probe').selectAll().where('url', 'in', links).execute();
    return probes
      .filter(({ standing }) => standing === 'dead' || standing === 'doubtful')
      .map(({ url, standing, said }) =>
        finding({
          check: 'links',
          severity: standing === 'dead' ? 'confirm' : 'advice',
          ...(url === lead
            ? { field: 'content.leadPublication', where: '牵头机关公开的网址' }
            : { field: 'content.bodyHtml', where: '正文的外部链接' }),
          excerpt: url.slice(0, 120),
          sentence: `打不开（${said}）：请核对地址，更换或去掉`,
        }),
      );
  },
};

/**
 * Asks other sites whether the links of texts in hand and of texts that are out still lead somewhere, some at a time, each once a day.
 * Only public addresses, no redirects followed; what cannot be reached from here is unknown, not dead.
 */
export async function probeLinks(services: Services, allowed: readonly string[] = []): Promise<number> {
  const due = await linksDue(services.db, addHours(services.time.now(), -AGAIN_HOURS));
  for (const url of due) {
    const { standing, said } = await asked(url, allowed);
    await keep(services, url, standing, said);
  }
  return due.length;
}

async function linksDue(db: Db | Tx, before: string): Promise<string[]> {
  const { rows } = await sql<{ body: string; lead: string | null }>`
    select r.body_html as body, r.lead_publication as lead from document d
      join matter m on m.id = d.id
      join document_revision r on r.id in (d.current_revision_id, d.released_revision_id)
    where d.withdrawn_at is null and m.state <> 'discarded' and (r.body_html like '%href="http%' or r.lead_publication is not null)
    order by m.closed_on is not null, m.started_at desc limit 2000`.execute(db);
  const links = [...new Set(rows.flatMap(({ body, lead }) => [...externalLinks(body), ...(lead ? [lead] : [])]))];
  if (links.length === 0) return [];
  const fresh = await db
    .selectFrom('link_probe')
    .select('url')
    .where('url', 'in', links)
    .where('checked_at', '>', before as never)
    .execute();
  const known = new Set(fresh.map(({ url }) => url));
  return links.filter((url) => !known.has(url)).slice(0, AT_ONCE);
}

async function asked(
  url: string,
  allowed: readonly string[],
): Promise<{ standing: 'alive' | 'gone' | 'unknown'; said: string }> {
  const headers = { 'user-agent': 'sunlit-link-check', accept: '*/*' };
  try {
    const { status } = await sendOut({
      method: 'GET',
      url: withoutFragment(url),
      headers,
      body: new Uint8Array(),
      allowed,
      timeoutMs: TIMEOUT_MS,
    });
    if (GONE.has(status)) return { standing: 'gone', said: `对方答 ${status}` };
    return { standing: status < 400 ? 'alive' : 'unknown', said: `对方答 ${status}` };
  } catch (error) {
    if (!(error instanceof NotAnswered)) throw error;
    return { standing: 'unknown', said: error.message };
  }
}

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? url;

async function keep(
  { db, time }: Services,
  url: string,
  answer: 'alive' | 'gone' | 'unknown',
  said: string,
): Promise<void> {
  const now = time.now();
  const before = await db.selectFrom('link_probe').select('dead_since').where('url', '=', url).executeTakeFirst();
  const since = answer === 'gone' ? (before?.dead_since ?? now) : null;
  const standing: LinkStanding =
    since === null
      ? answer === 'alive'
        ? 'alive'
        : 'unknown'
      : hoursBetween(since, now) >= SECOND_LOOK_HOURS
        ? 'dead'
        : 'doubtful';
  await db
    .insertInto('link_probe')
    .values({ url, standing, said, checked_at: now, dead_since: since })
    .onConflict((oc) => oc.column('url').doUpdateSet({ standing, said, checked_at: now, dead_since: since }))
    .execute();
}

export const probeLinksJob = defineJob({
  name: 'publishing.probe-links',
  label: '核对外部链接',
  cron: '*/15 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    const probed = await probeLinks(services);
    return probed > 0 ? `核对了 ${probed} 个链接` : undefined;
  },
});
