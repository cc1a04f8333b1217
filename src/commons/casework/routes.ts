import { Type } from 'typebox';
import { unreadCount } from '#commons/notices/index.ts';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { act, type Services } from '#platform/services.ts';
import { assign, assigneesOf } from './assignment.ts';
import {
  AddPartBody,
  AskHelpBody,
  AssignmentBody,
  CountersignAnswerBody,
  CountersignBody,
  Doing,
  type LedgerFilter,
  LedgerQuery,
  PartDoneBody,
  ReleasePartBody,
  RemarkBody,
  ReminderBody,
  StepBody,
} from './contract.ts';
import { answerCountersign, askCountersign } from './countersign.ts';
import { matterDetail } from './detail.ts';
import { followingRoutes } from './following/routes.ts';
import { handOver } from './hand-over.ts';
import { HandOverBody } from './hand-over-contract.ts';
import { heldBy, peopleToHandOver, unitsToHandOver } from './hand-over-lists.ts';
import { ledger } from './ledger.ts';
import { ledgerFilters } from './ledger-filters.ts';
import { exportLedger } from './ledger-export.ts';
import { addPart, askHelp, releasePart, reportPartDone } from './parts.ts';
import { endPresence, signalPresence } from './presence.ts';
import { nextFor } from './next.ts';
import { NextBody } from './next-contract.ts';
import { remark } from './remarks.ts';
import { remind } from './reminders.ts';
import { maySee } from './sight.ts';
import { checkStep, takeStep } from './steps.ts';
import { TogetherBody, TogetherQuery } from './together-contract.ts';
import { takeTogether, togetherOffers } from './together.ts';
import { todoOf } from './to-do.ts';
import { seenMatter } from './visible.ts';

const id = (title: string) => Type.String({ title, format: 'uuid' });
const ById = Type.Object({ id: id('编号') });
const Step = Type.Object({ id: id('编号'), step: Type.String({ title: '步骤', maxLength: 60 }) });
const TogetherStep = Type.Object({ step: Type.String({ title: '步骤', maxLength: 60 }) });
const Part = Type.Object({ id: id('编号'), unitId: id('单位') });
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function caseworkRoutes(app: App, services: Services): void {
  reading(app, services);
  present(app, services);
  acting(app, services);
  withParts(app, services);
  followingRoutes(app, services);
  handingOver(app, services);
}

function reading(app: App, services: Services): void {
  const config = { action: 'casework.read', limit: 'read' } as const;

  app.get('/api/todo', { config }, async (request) => {
    const actor = actorOf(request);
    const todo = await todoOf(services, actor);
    return { ...todo, counts: { ...todo.counts, unreadNotices: await unreadCount(services.db, actor.id) } };
  });

  app.post(
    '/api/todo/next',
    { config: { action: 'casework.read', limit: 'write' }, schema: { body: NextBody } },
    (request) => act(services, actorOf(request), (a) => nextFor(a, request.body.after)),
  );

  app.get('/api/matters', { config, schema: { querystring: LedgerQuery } }, (request) =>
    ledger(services, actorOf(request), filterOf(request.query)),
  );

  app.get('/api/matters/filters', { config }, (request) => ledgerFilters(services, actorOf(request)));

  app.get(
    '/api/matters/export.xlsx',
    { config: { action: 'casework.export', limit: 'export' }, schema: { querystring: LedgerQuery } },
    async (request, reply) => {
      const file = await act(services, actorOf(request), (a) => exportLedger(a, filterOf(request.query)));
      return reply
        .type(XLSX)
        .header('content-disposition', contentDisposition('事项台账.xlsx'))
        .header('cache-control', 'private, no-store')
        .send(Buffer.from(file));
    },
  );

  app.get('/api/matters/:id', { config, schema: { params: ById } }, (request) =>
    matterDetail(services, actorOf(request), request.params.id),
  );

  app.get('/api/matters/:id/assignees', { config, schema: { params: ById } }, async (request) => {
    const { matter } = await seenMatter(services.db, services, actorOf(request), request.params.id);
    return assigneesOf(services.db, matter.leadUnitId, services.time.today());
  });
}

/** Who is at the page of a matter. */
function present(app: App, services: Services): void {
  const config = { action: 'casework.presence', limit: 'write' } as const;
  const At = { params: ById, querystring: Type.Object({ doing: Doing }) };
  app.put('/api/matters/:id/presence', { config, schema: At }, (request) =>
    act(services, actorOf(request), (a) => signalPresence(a, request.params.id, request.query.doing)),
  );
  app.delete('/api/matters/:id/presence', { config, schema: At }, async (request, reply) => {
    await act(services, actorOf(request), (a) => endPresence(a, request.params.id, request.query.doing));
    return reply.code(204).send();
  });
}

function acting(app: App, services: Services): void {
  app.post(
    '/api/matters/:id/steps/:step',
    { config: { action: 'casework.step', limit: 'write' }, schema: { params: Step, body: StepBody } },
    async (request) => {
      const { id: matterId, step } = request.params;
      const actor = actorOf(request);
      const matter = await act(services, actor, (a) => takeStep(a, { matterId, step, ...request.body }));
      const kind = services.catalogue.kinds.get(matter.kind);
      return { version: matter.version, outOfSight: !kind || !maySee(kind, matter, actor) };
    },
  );

  app.get(
    '/api/steps',
    { config: { action: 'casework.step', limit: 'read' }, schema: { querystring: TogetherQuery } },
    (request) => Promise.resolve({ offers: togetherOffers(services, actorOf(request), request.query.kind) }),
  );

  app.post(
    '/api/steps/:step',
    // As dear as so many steps.
    { config: { action: 'casework.step', limit: 'export' }, schema: { params: TogetherStep, body: TogetherBody } },
    (request) =>
      act(services, actorOf(request), (a) => takeTogether(a, { step: request.params.step, ...request.body })),
  );

  app.post(
    // As dear as the step itself, and asked for as often as somebody likes.
    '/api/matters/:id/steps/:step/check',
    { config: { action: 'casework.step', limit: 'export' }, schema: { params: Step, body: StepBody } },
    async (request, reply) => {
      const { id: matterId, step } = request.params;
      await act(services, actorOf(request), (a) => checkStep(a, { matterId, step, ...request.body }));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/matters/:id/remarks',
    { config: { action: 'casework.remark', limit: 'write' }, schema: { params: ById, body: RemarkBody } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => remark(a, { matterId: request.params.id, ...request.body }));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/matters/:id/countersigns',
    { config: { action: 'casework.ask-countersign', limit: 'write' }, schema: { params: ById, body: CountersignBody } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => askCountersign(a, { matterId: request.params.id, ...request.body }));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/countersigns/:id/answer',
    {
      config: { action: 'casework.answer-countersign', limit: 'write' },
      schema: { params: ById, body: CountersignAnswerBody },
    },
    (request) =>
      act(services, actorOf(request), (a) =>
        answerCountersign(a, { countersignId: request.params.id, ...request.body }),
      ),
  );

  app.post(
    '/api/matters/:id/assignment',
    { config: { action: 'casework.assign', limit: 'write' }, schema: { params: ById, body: AssignmentBody } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => assign(a, { matterId: request.params.id, ...request.body }));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/matters/:id/reminders',
    { config: { action: 'casework.remind', limit: 'write' }, schema: { params: ById, body: ReminderBody } },
    (request) => act(services, actorOf(request), (a) => remind(a, { matterId: request.params.id, ...request.body })),
  );
}

function withParts(app: App, services: Services): void {
  app.post(
    '/api/matters/:id/help',
    { config: { action: 'casework.ask-help', limit: 'write' }, schema: { params: ById, body: AskHelpBody } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => askHelp(a, { matterId: request.params.id, ...request.body }));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/matters/:id/parts',
    { config: { action: 'casework.change-parts', limit: 'write' }, schema: { params: ById, body: AddPartBody } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => addPart(a, { matterId: request.params.id, ...request.body }));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/matters/:id/parts/:unitId/release',
    { config: { action: 'casework.change-parts', limit: 'write' }, schema: { params: Part, body: ReleasePartBody } },
    async (request, reply) => {
      const { id: matterId, unitId } = request.params;
      await act(services, actorOf(request), (a) => releasePart(a, { matterId, unitId, ...request.body }));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/matters/:id/parts/:unitId/done',
    { config: { action: 'casework.report-part', limit: 'write' }, schema: { params: Part, body: PartDoneBody } },
    async (request, reply) => {
      const { id: matterId, unitId } = request.params;
      await act(services, actorOf(request), (a) => reportPartDone(a, { matterId, unitId, ...request.body }));
      return reply.code(204).send();
    },
  );
}

function handingOver(app: App, services: Services): void {
  const read = { action: 'casework.hand-over', limit: 'read' } as const;
  const InUnit = Type.Object({ unitId: id('单位') });
  const OfPerson = Type.Object({ unitId: id('单位'), personId: id('人员') });

  app.get('/api/hand-over', { config: read }, (request) => unitsToHandOver(services, actorOf(request)));

  app.get('/api/hand-over/:unitId', { config: read, schema: { params: InUnit } }, (request) =>
    peopleToHandOver(services, actorOf(request), request.params.unitId),
  );

  app.get('/api/hand-over/:unitId/:personId', { config: read, schema: { params: OfPerson } }, (request) =>
    heldBy(services, actorOf(request), request.params.unitId, request.params.personId),
  );

  app.post(
    '/api/hand-over/:unitId/:personId',
    { config: { action: 'casework.hand-over', limit: 'write' }, schema: { params: OfPerson, body: HandOverBody } },
    (request) => act(services, actorOf(request), (a) => handOver(a, { ...request.params, ...request.body })),
  );
}

/** The schema has checked every value; its type is only wider than the filter's. */
const filterOf = (query: unknown): LedgerFilter => query as LedgerFilter;
