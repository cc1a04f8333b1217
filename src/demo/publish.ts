import type { Actor } from '#kernel/policy.ts';
import { takeStepAs } from '#commons/casework/index.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import { createDocument } from '#commons/publishing/index.ts';
import { SECRECY_CHECKLIST } from '#commons/publishing/index.ts';
import { addDays, instant, type Instant, type LocalDate } from '#kernel/dates.ts';
import { isWorkingDay, nextWorkday } from '#kernel/calendar.ts';
import { type Services, act } from '#platform/services.ts';
import type { Cast } from './cast.ts';
import type { DemoDocument } from './documents.ts';

export interface MovingClock {
  moveTo(instant: Instant): void;
}

/** An hour of a working day in China, on or after a date. */
export function workHour(services: Services, on: LocalDate, hour: number, minute = 0): Instant {
  const calendar = services.calendar();
  const day = isWorkingDay(on, calendar) ? on : nextWorkday(on, calendar);
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return instant(`${day}T${time}:00+08:00`);
}

const SIGNINGS = [
  { state: 'departmentReview', step: 'headSign', role: 'department-head', opinion: '已审核，内容准确，同意送审。' },
  { state: 'secrecyReview', step: 'secrecySign', role: 'secrecy-reviewer', opinion: '经审查不涉密，可以公开。' },
  { state: 'issuing', step: 'issue', role: 'issuer', opinion: '同意发布。' },
] as const;

/** Takes a drafted document through the chain by different people, as far as `until`; a day's work for each hand. */
export async function takeThroughChain(
  services: Services,
  cast: Cast,
  matter: MatterRow,
  unitKey: string,
  until?: DemoDocument['standsAt'],
): Promise<void> {
  const drafter = await cast('drafter', unitKey);
  const step = (actor: Actor, name: string, fields: Readonly<Record<string, unknown>>) =>
    act(services, actor, (a) => takeStepAs(a, matter.id, name, fields));
  if (until === 'drafting') return;
  await step(drafter, 'submit', {});
  if (until === 'returned') {
    const head = await cast('department-head', unitKey);
    await step(head, 'headReturn', { reason: '请补充各栏目的具体名称和更新日期，再送审。' });
    return;
  }
  for (const { state, step: name, role, opinion } of SIGNINGS) {
    if (until === state) return;
    const actor = await cast(role, role === 'department-head' ? unitKey : undefined);
    const checklist = name === 'secrecySign' ? { checklist: Object.keys(SECRECY_CHECKLIST) } : {};
    await step(actor, name, { opinion, ...checklist });
  }
  if (until === 'approved') return;
  await step(await cast('releaser'), 'release', {});
}

/** One invented document, drafted on its day and taken as far as it has come. */
export async function publishDemoDocument(
  services: Services,
  cast: Cast,
  clock: MovingClock,
  demo: DemoDocument,
  today: LocalDate,
): Promise<MatterRow> {
  const on = addDays(today, -demo.daysAgo);
  clock.moveTo(workHour(services, on, 9, 10));
  const unit = await services.db
    .selectFrom('unit')
    .select(['id', 'key', 'path'])
    .where('name', '=', demo.unit)
    .executeTakeFirstOrThrow();
  const drafter = await cast('drafter', unit.key);
  const year = Number(on.slice(0, 4));
  const interpreted = demo.interprets && (await documentTitled(services, demo.interprets));
  const matter = await act(services, drafter, (a) =>
    createDocument(a, {
      type: demo.type,
      leadUnitId: unit.id,
      content: {
        title: demo.title,
        ...(demo.documentNumber ? { documentNumber: demo.documentNumber(year) } : {}),
        issuingUnitId: unit.path[0] ?? unit.id,
        formedOn: services.time.today(),
        source: demo.unit,
        columnKey: demo.column,
        disclosure: demo.disclosure ?? 'active',
        ...(demo.disclosureReason ? { disclosureReason: demo.disclosureReason } : {}),
        ...(demo.disclosureBasis ? { disclosureBasis: demo.disclosureBasis } : {}),
        opennessClass: demo.opennessClass,
        statutoryClass: demo.statutoryClass,
        summary: demo.summary,
        ...(demo.data ? { data: demo.data } : {}),
        ...(interpreted ? { relations: [{ kind: 'interprets' as const, documentId: interpreted }] } : {}),
        bodyHtml: bodyOf(demo),
      },
    }),
  );
  clock.moveTo(workHour(services, on, 15, 30));
  await takeThroughChain(services, cast, matter, unit.key, demo.standsAt);
  return matter;
}

const bodyOf = ({ paragraphs, headings }: DemoDocument): string =>
  paragraphs.map((text, at) => `${headings?.[at] ? `<h2>${headings[at]}</h2>` : ''}<p>${text}</p>`).join('');

async function documentTitled({ db }: Services, title: string): Promise<string> {
  const { id } = await db
    .selectFrom('document as d')
    .innerJoin('matter as m', 'm.id', 'd.id')
    .select('d.id')
    .where('m.title', '=', title)
    .executeTakeFirstOrThrow();
  return id;
}
