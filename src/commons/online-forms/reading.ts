import type { Instant } from '#kernel/dates.ts';
import { isOfSite } from '#commons/publishing/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { onlineForm } from '#platform/online-forms.ts';
import type { Services } from '#platform/services.ts';
import type { ClosureLine, ClosureState, OnlineFormsAnswer } from './contract.ts';
import { onlineFormsPolicy } from './policy.ts';

/** The forms there are, and what was proposed of them, newest first. */
export async function onlineFormsAnswer(services: Services, actor: Actor): Promise<OnlineFormsAnswer> {
  const may = async (action: 'online-forms.propose' | 'online-forms.decide' | 'online-forms.reopen') =>
    isOfSite(services.db, onlineFormsPolicy[action], actor);
  const mays = { decide: await may('online-forms.decide'), reopen: await may('online-forms.reopen') };
  const rows = await closures(services).orderBy('c.proposed_at', 'desc').limit(100).execute();
  return {
    forms: services.catalogue.onlineForms.map(({ key, label, path }) => ({ key, label, path })),
    closures: rows.map((row) => lineOf(services, actor, row, mays)),
    mayPropose: await may('online-forms.propose'),
  };
}

const closures = ({ db }: Services) =>
  db
    .selectFrom('form_closure as c')
    .innerJoin('person as p', 'p.id', 'c.proposed_by')
    .leftJoin('person as d', 'd.id', 'c.decided_by')
    .leftJoin('person as e', 'e.id', 'c.ended_by')
    .selectAll('c')
    .select(['p.name as proposer', 'd.name as decider', 'e.name as ender']);

type Row = Awaited<ReturnType<ReturnType<typeof closures>['executeTakeFirstOrThrow']>>;

interface Mays {
  readonly decide: boolean;
  readonly reopen: boolean;
}

function lineOf(services: Services, actor: Actor, row: Row, may: Mays): ClosureLine {
  const state = stateOf(row, services.time.now());
  const own = row.proposed_by === actor.id;
  return {
    id: row.id,
    form: row.form,
    formLabel: onlineForm(services, row.form)?.label ?? row.form,
    state,
    reason: row.reason,
    closesAt: row.closes_at,
    opensAt: row.opens_at,
    proposedBy: row.proposer,
    proposedAt: row.proposed_at,
    decidedBy: row.decider,
    opinion: row.opinion,
    endedBy: row.ender,
    endedAt: row.ended_at,
    mayDecide: state === 'proposed' && !own && may.decide,
    mayWithdraw: state === 'proposed' && own,
    mayReopen: (state === 'announced' || state === 'closed') && may.reopen,
  };
}

function stateOf(row: Row, now: Instant): ClosureState {
  if (row.withdrawn_at) return 'withdrawn';
  if (row.agrees === null) return 'proposed';
  if (!row.agrees) return 'refused';
  if (row.ended_at) return 'reopened';
  if (row.opens_at <= now) return 'over';
  return row.closes_at <= now ? 'closed' : 'announced';
}
