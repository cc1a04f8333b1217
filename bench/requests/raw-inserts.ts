import pg from 'pg';
import { atPace, type Spread } from '../load.ts';

/** As many rows of the same size at the same pace, with nothing before the insert. */
export async function rawInserts(ownerUrl: string, count: number, perSecond: number): Promise<Spread> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 10 });
  try {
    await pool.query(
      'create table public.bench_raw (id uuid primary key default gen_random_uuid(), sealed bytea not null)',
    );
    const sealed = Buffer.alloc(1_200, 7);
    const spread = await atPace(count, perSecond, 50, async () => {
      await pool.query('insert into bench_raw (sealed) values ($1)', [sealed]);
      return true;
    });
    await pool.query('drop table bench_raw');
    return spread;
  } finally {
    await pool.end();
  }
}
