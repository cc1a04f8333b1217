import { sql } from 'kysely';
import { addHours, type Instant } from '#kernel/dates.ts';
import type { PromiseDef } from '#platform/system/promises.ts';

/** The jobs run every minute, and whoever took something up and went down has lost it after half an hour. */
const LATE_AFTER_HOURS = 1;

/** What the office's jobs make of files: the pages of a record and their reading, a copy of it, the packages of a reply and of a request, what the scanner says. */
export const filesPromise: PromiseDef = {
  key: 'requests-files',
  label: '没有处理完的拟公开材料、公开件、文件包、归档包和上传文件',
  async broken({ db, time, config }) {
    const late = addHours(time.now(), -LATE_AFTER_HOURS);
    const { rows } = await sql<{ count: number; oldest: Instant | null }>`
      select count(*)::int as count, min(since) as oldest from (
        select added_at as since from request_record where state = 'received' and removed_at is null
        union all select asked_at from request_record_reading g where g.state = 'waiting'
          and exists (select from request_record r where r.id = g.id and r.removed_at is null)
        union all select made_at from redaction_copy where state = 'making'
        union all select asked_at from request_package where state = 'waiting'
        union all select asked_at from request_archive where state = 'waiting'
        union all select received_at from request_upload
          where ${config.clamd !== undefined} and scan = 'unscanned' and sealed is not null) as waits
      where since < ${late}`.execute(db);
    return rows[0] ?? { count: 0, oldest: null };
  },
};
