import { holdersOf } from '#commons/organisations/index.ts';
import {
  addSearchHelp,
  addUpUsefulness,
  allowWording,
  beginWorkingCopy,
  changeColumn,
  decideRedirect,
  proposeRedirects,
  tellUseful,
} from '#commons/publishing/index.ts';
import { addDays, type LocalDate } from '#kernel/dates.ts';
import { type Services, act } from '#platform/services.ts';
import type { Cast } from '../cast.ts';
import { type MovingClock, workHour } from '../publishing/index.ts';

/** Every column has somebody who keeps it up to date: a drafter of the unit that answers for it. */
export async function keepersOfColumns(services: Services, cast: Cast): Promise<void> {
  const officer = await cast('openness-officer');
  const columns = await services.db.selectFrom('publication_column').selectAll().orderBy('position').execute();
  for (const [nth, column] of columns.entries()) {
    if (!column.unit_id) continue;
    const drafters = await holdersOf(services.db, {
      role: 'drafter',
      on: services.time.today(),
      unitId: column.unit_id,
    });
    const keeper = drafters[nth % drafters.length];
    if (!keeper) continue;
    await act(services, officer, (a) =>
      changeColumn(a, column.key, {
        version: column.version,
        name: column.name,
        unitId: column.unit_id,
        freshDays: column.fresh_days ?? 0,
        description: column.description,
        keywords: column.keywords,
        position: column.position,
        keeperId: keeper,
      }),
    );
  }
}

/** What the openness office looks after beside documents: old addresses, words, the search, what readers said. */
export async function workOfTheOffice(services: Services, cast: Cast, clock: MovingClock, today: LocalDate) {
  const at = (daysAgo: number, hour: number, minute = 0) =>
    clock.moveTo(workHour(services, addDays(today, -daysAgo), hour, minute));
  const officer = await cast('openness-officer');

  at(26, 10);
  await act(services, officer, (a) =>
    allowWording(a, {
      term: '帐篷',
      reason: '应急物资清单里的规范名称，不是「账」的误写。',
    }),
  );
  await act(services, officer, (a) => addSearchHelp(a, { words: 'OTC', means: '非处方药' }));
  const guide = await newest(services, 'disclosure-guide');
  await act(services, officer, (a) => addSearchHelp(a, { words: '依申请公开', indexNumber: guide }));

  at(20, 9, 30);
  await act(services, officer, (a) =>
    proposeRedirects(a, {
      lines: '/art/2019/1/8/art_gkzn.html,/columns/disclosure-guide',
      reason: '旧网站的公开指南地址，其他网站仍有链接。',
    }),
  );
  const { id } = await services.db.selectFrom('redirect').select('id').executeTakeFirstOrThrow();
  at(19, 15);
  const releaser = await cast('releaser');
  await act(services, releaser, (a) =>
    decideRedirect(a, id, { agrees: true, opinion: '已打开核对，内容对应，同意改指。' }),
  );
  at(2, 16);
  await act(services, officer, (a) =>
    proposeRedirects(a, {
      lines: '/col/col2019/index.html,/columns/policies',
      reason: '旧网站政策文件栏目，搜索引擎仍在收录。',
    }),
  );
  await readersSaid(services, at);
}

async function readersSaid(services: Services, at: (daysAgo: number, hour: number) => void): Promise<void> {
  const documents = await services.portalDb
    .selectFrom('portal.document')
    .select('index_number')
    .where('withdrawn_at', 'is', null)
    .where('type', 'in', ['interpretation', 'announcement'])
    .orderBy('first_released_at', 'desc')
    .offset(6)
    .limit(8)
    .execute();
  for (const [nth, { index_number }] of documents.entries()) {
    at(3, 10 + nth);
    const path = `/documents/${encodeURIComponent(index_number)}`;
    for (let n = 0; n < 3 + nth; n++) await tellUseful(services, path, n % 4 !== 3);
  }
  await addUpUsefulness(services);
}

async function newest({ portalDb }: Services, column: string): Promise<string> {
  const row = await portalDb
    .selectFrom('portal.document')
    .select('index_number')
    .where('column_key', '=', column)
    .where('withdrawn_at', 'is', null)
    .orderBy('first_released_at', 'desc')
    .executeTakeFirstOrThrow();
  return row.index_number;
}

/** A draft somebody has begun and not saved: only they see it. */
export async function unsavedDraft(services: Services, cast: Cast, clock: MovingClock, today: LocalDate) {
  clock.moveTo(workHour(services, addDays(today, -1), 16, 40));
  const drafter = await cast('drafter', 'jx-finance');
  const unit = drafter.grants.find(({ role }) => role === 'drafter');
  await act(services, drafter, (a) =>
    beginWorkingCopy(a, {
      id: crypto.randomUUID(),
      draft: {
        type: 'announcement',
        leadUnitId: unit?.unitId,
        content: {
          title: '关于开展政务公开满意度调查的公告（演示）',
          formedOn: a.today,
          disclosure: 'active',
          issuingUnitId: unit?.unitPath[0],
          source: '综合和规划财务处',
          columnKey: 'announcements',
          bodyHtml: '<p>为了解公众对政务公开工作的意见，我局开展满意度调查。</p><p>问卷可以在网站填写，也可以</p>',
        },
      },
    }),
  );
}
