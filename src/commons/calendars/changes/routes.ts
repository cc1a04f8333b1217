import { Type } from 'typebox';
import { forbidden } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { printSheet, type SheetColumn, XLSX } from '#platform/tables/spreadsheet.ts';
import { calendarsPolicy } from '../policy.ts';
import { decideChange, proposeChange, withdrawChange } from './commands.ts';
import { CalendarDecision, type MovingLine, NewCalendarChange } from './contract.ts';
import { calendarAnswer, changeDetail } from './reading.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ALL = Number.MAX_SAFE_INTEGER;

/** The workbench's API over the working-day calendar. */
export function calendarRoutes(app: App, services: Services): void {
  const decide = { action: 'calendars.decide', limit: 'write' } as const;

  app.get('/api/calendar', { config: { action: 'calendars.read', limit: 'read' } }, (request) =>
    calendarAnswer(services, actorOf(request)),
  );
  app.post(
    '/api/calendar/changes',
    { config: { action: 'calendars.propose', limit: 'write' }, schema: { body: NewCalendarChange } },
    async (request, reply) => {
      const id = await act(services, actorOf(request), (a) => proposeChange(a, request.body));
      return reply.code(201).send({ id });
    },
  );
  app.get('/api/calendar/changes/:id', { config: { ...decide, limit: 'read' }, schema: { params: ById } }, (request) =>
    changeDetail(services, actorOf(request), request.params.id),
  );
  app.post(
    '/api/calendar/changes/:id/withdraw',
    { config: { action: 'calendars.propose', limit: 'write' }, schema: { params: ById } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => withdrawChange(a, request.params.id));
      return reply.code(204).send();
    },
  );
  app.post(
    '/api/calendar/changes/:id/decide',
    { config: decide, schema: { params: ById, body: CalendarDecision } },
    (request) => decideChange(services, actorOf(request), request.params.id, request.body),
  );
  app.get(
    '/api/calendar/changes/:id/moving.xlsx',
    { config: { ...decide, limit: 'export' }, schema: { params: ById } },
    async (request, reply) => {
      const bytes = await exportMoving(services, actorOf(request), request.params.id);
      return reply
        .type(XLSX)
        .header('content-disposition', contentDisposition('节假日安排变动影响的期限.xlsx'))
        .header('cache-control', 'private, no-store')
        .send(bytes);
    },
  );
}

const COLUMNS: readonly SheetColumn<MovingLine>[] = [
  { header: '编号', width: 24, value: ({ number }) => number },
  { header: '种类', width: 16, value: ({ kindLabel }) => kindLabel },
  { header: '牵头单位', width: 28, value: ({ unit }) => unit },
  { header: '原截止日', width: 12, value: ({ dueBefore }) => dueBefore ?? '' },
  { header: '新截止日', width: 12, value: ({ dueOn }) => dueOn },
  { header: '是否暂定', width: 10, value: ({ provisional }) => (provisional ? '暂定' : '确定') },
  { header: '告知', width: 30, value: ({ told }) => (typeof told === 'number' ? `${told} 人` : told.join('、')) },
];

/** Every date that moves, as an Excel file. Recorded: what leaves as a file has left for good. */
async function exportMoving(services: Services, actor: Actor, id: string): Promise<Uint8Array> {
  if (!allows(calendarsPolicy['calendars.decide'], actor)) throw forbidden();
  const { moving } = await changeDetail(services, actor, id, ALL);
  await act(services, actor, (a) =>
    appendJournal(a, {
      chain: 'exports',
      action: 'calendars.moving-exported',
      payload: { changeId: id, rows: moving.length },
    }),
  );
  return printSheet('受影响的期限', COLUMNS, moving);
}
