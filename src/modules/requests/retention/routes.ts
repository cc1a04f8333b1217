import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { afterwardsPolicy } from '../afterwards-policy.ts';
import { decideList, keepLonger, proposeList } from './commands.ts';
import { KeepLonger, type RetentionAnswer, RetentionDecision, type RetentionList } from './contract.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** The lists of what need not be known any more. */
export function retentionRoutes(app: App, services: Services): void {
  const review = { action: 'requests.review-retention', limit: 'write' } as const;
  app.get('/api/retention', { config: { action: 'requests.read-retention', limit: 'read' } }, (request) =>
    retentionLists(services, actorOf(request)),
  );
  app.post(
    '/api/retention/:id/keep',
    { config: review, schema: { params: ById, body: KeepLonger } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => keepLonger(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
  app.post('/api/retention/:id/propose', { config: review, schema: { params: ById } }, async (request, reply) => {
    await act(services, actorOf(request), (a) => proposeList(a, request.params.id));
    return reply.code(204).send();
  });
  app.post(
    '/api/retention/:id/decide',
    {
      config: { action: 'requests.approve-retention', limit: 'write' },
      schema: { params: ById, body: RetentionDecision },
    },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => decideList(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
  app.get(
    '/api/retention/:id/certificate.json',
    { config: { action: 'requests.read-retention', limit: 'export' }, schema: { params: ById } },
    async (request, reply) => {
      const row = await services.db
        .selectFrom('retention_list')
        .select(['certificate', 'certificate_hash as hash'])
        .where('id', '=', request.params.id)
        .executeTakeFirst();
      if (!row?.certificate) throw notFound('销毁证明');
      return reply
        .header('content-disposition', contentDisposition('个人信息销毁证明.json'))
        .header('cache-control', 'private, no-store')
        .send(row);
    },
  );
}

async function retentionLists({ db }: Services, actor: Actor): Promise<RetentionAnswer> {
  const lists = await db
    .selectFrom('retention_list as l')
    .leftJoin('person as p', 'p.id', 'l.proposed_by')
    .leftJoin('person as a', 'a.id', 'l.approved_by')
    .selectAll('l')
    .select(['p.name as proposer', 'a.name as approver'])
    .orderBy('l.prepared_at', 'desc')
    .limit(20)
    .execute();
  const entries = await db
    .selectFrom('retention_entry as e')
    .innerJoin('matter as m', 'm.id', 'e.request_id')
    .selectAll('e')
    .select(['m.number', 'm.closed_on'])
    .where('e.list_id', 'in', ['00000000-0000-0000-0000-000000000000', ...lists.map(({ id }) => id)])
    .orderBy('e.due_on')
    .orderBy('m.number')
    .execute();
  return {
    lists: lists.map((list) => ({
      id: list.id,
      state: list.state as RetentionList['state'],
      preparedAt: list.prepared_at,
      proposedBy: list.proposer,
      approvedBy: list.approver,
      opinion: list.opinion,
      doneAt: list.done_at,
      certificateHash: list.certificate_hash,
      mayReview: list.state === 'review' && allows(afterwardsPolicy['requests.review-retention'], actor),
      mayDecide:
        list.state === 'proposed' &&
        list.proposed_by !== actor.id &&
        allows(afterwardsPolicy['requests.approve-retention'], actor),
      entries: entries
        .filter((entry) => entry.list_id === list.id)
        .map((entry) => ({
          requestId: entry.request_id,
          number: entry.number,
          closedOn: entry.closed_on,
          dueOn: entry.due_on,
          basis: entry.basis,
          keptBecause: entry.kept_because,
          keptUntil: entry.kept_until,
          leftBecause: entry.left_because,
          destroyedHash: entry.destroyed_hash,
        })),
    })),
  };
}
