import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { projectRoot } from '#platform/root.ts';
import { openInside } from '../inside.ts';
import type { Installation } from '../product.ts';
import { commandOf } from './killing.ts';
import type { Acknowledged, Kind } from './writes.ts';

/** What is in the database under the tokens of the acknowledged writes. */
export interface Kept {
  readonly lost: readonly Acknowledged[];
  /** Stored more often than once, by kind. */
  readonly twice: Readonly<Record<Kind, number>>;
  /** Sentences about what does not fit together; empty when all is well. */
  readonly contradictions: readonly string[];
}

const STORED: Readonly<Record<Kind, string>> = {
  revision: `select substring(body_html from 'T[0-9]+-[0-9]+E') as token, count(*)::int as n
    from document_revision where body_html ~ 'T[0-9]+-[0-9]+E' group by 1`,
  remark: `select substring(payload ->> 'text' from 'T[0-9]+-[0-9]+E') as token, count(*)::int as n
    from journal_entry where action = 'casework.remark-added' group by 1`,
  feedback: `select substring(text from 'T[0-9]+-[0-9]+E') as token, count(*)::int as n
    from intake.page_feedback group by 1`,
};

/** Facts that one transaction writes to several places: either all of them hold or none was written. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  有修订而没有对应的留痕: `select count(*)::int as n from document_revision r where not exists (
    select from journal_entry e where e.chain = 'matter:' || r.document_id and e.payload ->> 'contentHash' = r.content_hash)`,
  有修改的留痕而没有对应的修订: `select count(*)::int as n from journal_entry e where e.action = 'publication.revise' and not exists (
    select from document_revision r where e.chain = 'matter:' || r.document_id and e.payload ->> 'contentHash' = r.content_hash)`,
  修订的序号有跳号: `select count(*)::int as n from (
    select from document_revision group by document_id having max(number) <> count(*)) broken`,
  文件的当前修订不是最后一版: `select count(*)::int as n from document d
    join document_revision c on c.id = d.current_revision_id
    where c.number <> (select max(number) from document_revision r where r.document_id = d.id)`,
};

export async function lookAfter(where: Installation, acknowledged: readonly Acknowledged[]): Promise<Kept> {
  const inside = await openInside(where);
  const client = new pg.Client({ connectionString: inside.database.ownerUrl });
  try {
    await client.connect();
    const stored = new Map<string, number>();
    for (const query of Object.values(STORED))
      for (const { token, n } of (await client.query<{ token: string; n: number }>(query)).rows) stored.set(token, n);
    const twice: Record<Kind, number> = { revision: 0, remark: 0, feedback: 0 };
    for (const { kind, token } of acknowledged) if ((stored.get(token) ?? 0) > 1) twice[kind] += 1;
    const contradictions: string[] = [];
    for (const [sentence, query] of Object.entries(CONTRADICTIONS)) {
      const n = (await client.query<{ n: number }>(query)).rows[0]?.n ?? 0;
      if (n > 0) contradictions.push(`${sentence}：${n} 处`);
    }
    return { lost: acknowledged.filter(({ token }) => !stored.has(token)), twice, contradictions };
  } finally {
    await client.end();
    await inside.close();
  }
}

/** `sunlit journal verify`, as an auditor would run it. */
export async function verifyJournal(where: Installation): Promise<{ readonly ok: boolean; readonly said: string }> {
  const cli = path.join(projectRoot(), 'dist/server/cli.js');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'journal', 'verify'], { env: where.env });
    return { ok: true, said: stdout.trim() };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { ok: false, said: `${stdout}${stderr}`.trim() };
  }
}

/** Processes that still name the data folder although everything has been stopped (Linux). */
export function orphansOf(dataDir: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), command: commandOf(Number(name)) }))
    .filter(({ command }) => command.includes(dataDir))
    .map(({ pid, command }) => `${pid} ${command}`);
}
