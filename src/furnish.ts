import { loadReferenceCalendar, proposeReferenceCalendar } from '#commons/calendars/index.ts';
import { addStandardColumns } from '#commons/publishing/index.ts';
import { addStandardCatalogue } from '#modules/disclosure-catalogue/index.ts';
import { AppError } from '#kernel/errors.ts';
import { keyCheckOf, type Secrets } from '#platform/secrets.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { makeDemonstration } from './demo/index.ts';
import type { House } from './house.ts';
import type { StartReport } from './start-report.ts';

/** Reference data at every start (what is there stays), and on the first start of a demonstration the bureau itself. */
export async function furnish(house: Opened, secrets: Secrets, report: StartReport): Promise<void> {
  const { services } = house;
  await act(services, systemActor, renewCalendar);
  await services.reloadCalendar();
  await act(services, systemActor, addStandardColumns);
  const installation = await services.db.selectFrom('installation').select(['key_check']).executeTakeFirst();
  if (!installation) await firstStart(house, secrets.demoPassword, report);
  await act(services, systemActor, (a) => addStandardCatalogue(a));
  if (!installation?.key_check)
    await services.db
      .updateTable('installation')
      .set({ key_check: keyCheckOf(secrets.masterKey) })
      .where('key_check', 'is', null)
      .execute();
}

type Opened = Pick<House, 'services' | 'making'>;

async function firstStart({ services, making }: Opened, demoPassword: string, report: StartReport): Promise<void> {
  const { enabled: demo, password = demoPassword } = services.config.demo;
  if (demo) {
    await demandNothingHalfMade(services);
    await report.step('建立演示单位', () => making((hurried) => makeDemonstration(hurried, password, report)));
  }
  // This commit waits for the disk, and everything before it is there with it.
  await services.db.insertInto('installation').values({ demo, made_at: services.time.now() }).execute();
}

/** A demonstration is made whole or not at all: of one that was interrupted nobody could say what is missing in it. */
async function demandNothingHalfMade({ db, config }: Services): Promise<void> {
  if (!(await db.selectFrom('unit').select('id').limit(1).executeTakeFirst())) return;
  throw new AppError('demonstration', 500, [
    `上一次建立演示单位时被中断，演示数据不完整。请删除数据目录 ${config.dataDir} 后重新启动`,
  ]);
}

/**
 * The first start has the calendar of the product. A newer product's, which would move dates of what is under way, is proposed
 * and waits until somebody has seen which: gives how many years wait.
 */
export async function renewCalendar(a: Act): Promise<number> {
  const works = await a.tx.selectFrom('calendar_year').select('year').limit(1).executeTakeFirst();
  if (works) return proposeReferenceCalendar(a);
  await loadReferenceCalendar(a);
  return 0;
}
