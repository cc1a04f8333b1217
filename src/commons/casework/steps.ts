import type { TObject } from 'typebox';
import { AppError, forbidden, notFound, refusalOf, stale } from '#kernel/errors.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { formatNumber } from '#kernel/numbering.ts';
import { type Actor, grantFor } from '#kernel/policy.ts';
import { type Owner, type Performed, type StepDef, barred, leadsTo, refusals } from '#kernel/workflow.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { type Act, type Services, systemActor } from '#platform/services.ts';
import { defectsOf } from '#platform/validation.ts';
import { clockOf, stepOf } from './clock-of.ts';
import { heard, tried } from './hearing.ts';
import type { MatterKind, StepEffect } from './kind.ts';
import { type MatterRow, OWN_COLUMNS, type PastStep, historyOf, lockMatter, matterById } from './queries.ts';
import { restrictTo } from './restricting.ts';
import { maySee } from './sight.ts';
import { nextNumber } from './series.ts';
import { recordStay, targetColumns } from './targets.ts';
import { tellWatchers } from './following/watches.ts';
import { tellOwners } from './tell-owners.ts';

export interface NewMatter {
  readonly title: string;
  readonly leadUnitId: string;
  readonly receivedOn?: LocalDate;
  readonly parentId?: string;
  readonly assigneeId?: string;
  /** Where the kind's clock runs to a date printed in a document rather than a period of law. */
  readonly dueOn?: LocalDate;
  readonly restricted?: boolean;
  /** Restricted to these people, as what it comes from is. */
  readonly namedIds?: readonly string[] | null;
  /** The goal of the first state, in working days. Of every other state the kind says it (`MatterKind.targetDays`). */
  readonly targetDays?: number | undefined;
  readonly units?: readonly {
    readonly unitId: string;
    readonly part: 'joint' | 'cooperating' | 'guiding';
    readonly task?: string;
  }[];
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Opens a matter of a kind: number from the series, spine row, parts of units, first journal entry, clock, to-do. */
export async function openMatter(act: Act, kind: MatterKind, matter: NewMatter): Promise<MatterRow> {
  const { tx, actor, today, now } = act;
  const unit = await tx
    .selectFrom('unit')
    .select(['id', 'path'])
    .where('id', '=', matter.leadUnitId)
    .executeTakeFirst();
  if (!unit) throw notFound('牵头单位');
  const year = Number(today.slice(0, 4));
  const { id } = await tx
    .insertInto('matter')
    .values({
      kind: kind.key,
      number: formatNumber(kind.series, year, await nextNumber(tx, kind.series.key, year)),
      title: matter.title,
      bureau_id: unit.path[0] ?? unit.id,
      lead_unit_id: unit.id,
      parent_id: matter.parentId ?? null,
      assignee_id: matter.assigneeId ?? null,
      state: kind.workflow.initial,
      received_on: matter.receivedOn ?? today,
      due_on: matter.dueOn ?? null,
      restricted: matter.restricted ?? Boolean(matter.namedIds),
      started_by: actor.id === systemActor.id ? null : actor.id,
      started_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (matter.namedIds) await restrictTo(act, id, matter.namedIds);
  const parts = [{ unitId: unit.id, part: 'lead' as const, task: undefined }, ...(matter.units ?? [])];
  await tx
    .insertInto('matter_unit')
    .values(
      parts.map(({ unitId, part, task }, position) => ({
        matter_id: id,
        unit_id: unitId,
        part,
        position,
        task: task ?? null,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
  await appendJournal(act, {
    chain: matterChain(id),
    action: `${kind.key}.open`,
    legalDate: matter.receivedOn ?? today,
    payload: { title: matter.title, leadUnitId: unit.id, ...matter.payload },
  });
  return settle(act, kind, id, kind.workflow.initial, { targetDays: matter.targetDays });
}

export interface StepRequest {
  readonly matterId: string;
  readonly step: string;
  /** The version the person saw. */
  readonly version: number;
  readonly fields: unknown;
}

/**
 * Takes one step of a matter: may I (policy) → can it (version, workflow, the kind's own bars, fields) → do it → journal → clock → to-do.
 * Refuses with every reason at once; what may not be seen is not found.
 */
export async function takeStep(act: Act, request: StepRequest): Promise<MatterRow> {
  const matter = await lockMatter(act.tx, request.matterId, lookedAt(act, request.step, request.fields));
  if (!matter) throw notFound('这一事项');
  return seenStep(act, matter, request);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Before anything of the matter is read: a lock that is waited for shows what stands afterwards. */
const lookedAt = ({ services }: Act, step: string, fields: unknown): string[] =>
  [...services.catalogue.kinds.values()]
    .flatMap(({ looksAt }) => looksAt?.(step, fields) ?? [])
    .filter((id) => UUID.test(id));

/** Refuses what taking the step would refuse, and does nothing: for whoever answers many before any is taken. */
export async function checkStep(act: Act, request: StepRequest): Promise<void> {
  const error = await tried(act, (a) => takeStep(a, request));
  if (error !== undefined) throw error;
}

async function seenStep(act: Act, matter: MatterRow, request: StepRequest): Promise<MatterRow> {
  const kind = act.services.catalogue.kinds.get(matter.kind);
  if (!kind || !maySee(kind, matter, act.actor)) throw notFound('这一事项');
  return step(act, kind, matter, request);
}

async function step(act: Act, kind: MatterKind, matter: MatterRow, request: StepRequest): Promise<MatterRow> {
  const rule = own(kind.policy, request.step);
  const def = own(kind.workflow.steps, request.step);
  const schema = own(kind.fields, request.step);
  if (!rule || !def || !schema) throw new AppError('no-step', 404, [`没有「${request.step}」这一步`]);
  const grant = grantFor(rule, act.actor, matter);
  if (!grant) throw forbidden(`您的岗位不能${def.label}，如需办理请联系本单位管理员`);
  if (matter.version !== request.version) throw stale();
  const { fields, wrong, defects } = givenSoFar(schema, request.fields);
  const history = await historyOf(act.tx, matter.id);
  const onBehalfOf = grant === 'staff' ? undefined : grant.onBehalfOf;
  const standing = {
    state: matter.state,
    history: binding(kind.key, history, matter.round),
    actorId: act.actor.id,
    ...(onBehalfOf && { onBehalfOf }),
  };
  const reasons = [
    // What the form's own sentence is about needs no other.
    ...refusals(kind.workflow, request.step, { ...standing, fields: { ...wrong, ...fields } }),
    ...((await kind.bars?.(act.tx, matter, request.step, act.actor, act.today, act.services.calendar())) ?? []),
  ];
  const perform = (a: Act) => kind.perform?.[request.step]?.(a, matter, fields) ?? Promise.resolve(undefined);
  if (reasons.length > 0 || defects) {
    // Whoever may take the step is told with what is wrong in the form what its effect would refuse.
    const besides = reasons.length === 0 ? await heard(act, perform) : {};
    throw refusalOf({ reasons, fields: defects ?? {} }, besides);
  }

  const effect = (await perform(act)) ?? {};
  const round = matter.round + (def.startsRound ? 1 : 0);
  const entry = {
    action: `${kind.key}.${request.step}`,
    round,
    payload: effect.payload ?? fields,
    legalDate: (effect.legalDate ?? act.today) as LocalDate,
  };
  const { seq } = await appendJournal(act, {
    chain: matterChain(matter.id),
    ...entry,
    ...(onBehalfOf && { onBehalfOf }),
  });
  // What the effect itself has written down lies between: then it is read anew.
  const alone = seq === (history.at(-1)?.seq ?? 0) + 1;
  const past = { ...entry, seq, actorId: act.actor.id, onBehalfOf: onBehalfOf ?? null, at: act.now };
  const byUnitId = grant === 'staff' ? undefined : grant.unitId || undefined;
  return settle(act, kind, matter.id, stateAfter(request.step, def, matter.state, effect), {
    ...effect,
    round,
    byUnitId,
    step: def.label,
    ...(alone && { history: [...history, past] }),
  });
}

/** What was filled in as it should be, and what is wrong with the rest. */
function givenSoFar(schema: TObject, value: unknown) {
  const given = (typeof value === 'object' ? value : null) ?? {};
  const defects = defectsOf(schema, given);
  const wrong = Object.fromEntries(Object.keys(defects ?? {}).map((path) => [path.split('.', 1)[0] ?? path, true]));
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(given).filter(([name]) => !Object.hasOwn(wrong, name)),
  );
  return { fields, wrong, defects };
}

/** Where a step has led: the one state it names, or the one of several that its effect has chosen. */
function stateAfter(name: string, def: StepDef<string>, before: string, { to }: StepEffect): string {
  const targets = leadsTo(def);
  if (targets.length === 0) return before;
  const state = targets.length === 1 ? targets[0] : targets.find((target) => target === to);
  if (!state) throw new Error(`${name} did not choose among ${targets.join(', ')}`);
  return state;
}

/** The name of a step comes from an address: `constructor` is in every object and is no step. */
const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** Steps that still count for separation of duties: those of this round. */
export function binding(kind: string, history: readonly PastStep[], round: number): Performed[] {
  return history.flatMap((past) => {
    const step = stepOf(kind, past.action);
    if (step === undefined || past.round !== round || !past.actorId) return [];
    const self = { step, actorId: past.actorId };
    // Acting for somebody binds both: neither may sign the next step.
    return past.onBehalfOf ? [self, { step, actorId: past.onBehalfOf }] : [self];
  });
}

/** Brings the spine in line with what has happened: state, whom it waits for, clock, version; tells those it now waits for. */
async function settle(
  act: Act,
  kind: MatterKind,
  matterId: string,
  state: string,
  effect: StepEffect & {
    readonly round?: number;
    readonly byUnitId?: string | undefined;
    readonly targetDays?: number | undefined;
    /** What people call the step that was taken. */
    readonly step?: string;
    /** What has happened to it, this step included; left out where it must be read. */
    readonly history?: readonly PastStep[];
  },
): Promise<MatterRow> {
  const { tx, today, now, services } = act;
  const passed = effect.leadUnitId !== undefined && (await changeLead(tx, matterId, effect.leadUnitId));
  const before = await matterById(tx, matterId);
  if (!before) throw notFound('这一事项');
  // Whoever had it is of the unit that had it: the one that has it now names its own.
  const assigneeId = effect.assigneeId ?? (passed ? null : effect.assigneeId);
  const def = kind.workflow.states[state];
  const waiting = awaited(def?.owner, kind, before, assigneeId);
  const moved = before.state !== state || before.version === 1;
  const goal =
    moved && kind.targetDays && targetColumns(act, effect.targetDays ?? (await kind.targetDays(tx, before, state)));
  const clock = kind.clock.length
    ? clockOf(
        kind,
        effect.receivedOn ?? before.receivedOn,
        effect.history ?? (await historyOf(tx, matterId)),
        services.calendar(),
        today,
        now as Instant,
      )
    : undefined;
  const changed = await tx
    .updateTable('matter as m')
    .set((eb) => ({
      state,
      version: eb('m.version', '+', 1),
      round: effect.round ?? before.round,
      ...(effect.title !== undefined && { title: effect.title }),
      ...(effect.restricted !== undefined && { restricted: effect.restricted }),
      ...(assigneeId !== undefined && { assignee_id: assigneeId }),
      ...goal,
      ...(effect.targetOn !== undefined && { target_on: effect.targetOn as LocalDate | null }),
      ...(effect.receivedOn !== undefined && { received_on: effect.receivedOn }),
      ...(effect.dueOn !== undefined && { due_on: effect.dueOn as LocalDate | null }),
      ...(clock && {
        clock_state: clock.state,
        due_on: 'dueOn' in clock ? clock.dueOn : clock.state === 'idle' ? null : before.dueOn,
        due_provisional: 'provisional' in clock && clock.provisional === true,
      }),
      waiting_role: waiting.role,
      waiting_unit_id: waiting.unitId,
      waiting_person_id: waiting.personId,
      ...(moved && { waiting_since: waiting.role || waiting.personId ? today : null }),
      task: def?.task ?? null,
      closed_on: def?.final || def?.rest ? (before.closedOn ?? effect.closedOn ?? today) : null,
    }))
    .where('m.id', '=', matterId)
    .returning(OWN_COLUMNS)
    .executeTakeFirstOrThrow();
  const after = { ...before, ...changed };
  if (goal)
    await recordStay(act, {
      matterId,
      state,
      leadUnitId: after.leadUnitId,
      waiting,
      targetDays: after.targetDays,
      targetOn: after.targetOn,
      byUnitId: effect.byUnitId,
    });
  const told = moved ? await tellOwners(act, kind, after, waiting) : [];
  if (effect.step) await tellWatchers(act, kind, after, effect.step, told);
  await kind.settled?.(act, after);
  return after;
}

/** The lead passes to another unit, as on the spine so among the parts. Gives whether it was another before. */
async function changeLead(tx: Tx, matterId: string, unitId: string): Promise<boolean> {
  const passed = await tx
    .updateTable('matter')
    .set({ lead_unit_id: unitId })
    .where('id', '=', matterId)
    .where('lead_unit_id', '<>', unitId)
    .executeTakeFirst();
  await tx.deleteFrom('matter_unit').where('matter_id', '=', matterId).where('part', '=', 'lead').execute();
  await tx
    .insertInto('matter_unit')
    .values({ matter_id: matterId, unit_id: unitId, part: 'lead', position: 0 })
    .onConflict((oc) => oc.columns(['matter_id', 'unit_id']).doUpdateSet({ part: 'lead', position: 0 }))
    .execute();
  return passed.numUpdatedRows > 0n;
}

function awaited(owner: Owner | undefined, kind: MatterKind, matter: MatterRow, named: string | null | undefined) {
  const assignee = named === undefined ? matter.assigneeId : named;
  const nobody = { role: null, unitId: null, personId: null };
  switch (owner?.of) {
    case undefined:
      return nobody;
    case 'lead':
      return { role: owner.role, unitId: matter.leadUnitId, personId: null };
    case 'office':
      return { role: kind.officeRole, unitId: null, personId: null };
    case 'bureau':
      return { role: owner.role, unitId: null, personId: null };
    case 'assignee':
      return assignee
        ? { role: null, unitId: null, personId: assignee }
        : { role: owner.role, unitId: matter.leadUnitId, personId: null };
  }
}

export interface StepOffer {
  readonly step: string;
  readonly label: string;
  readonly consequence?: string;
  /** Takes away what stands. */
  readonly grave?: true;
  /** Why not now; empty means it can be taken. Steps the actor's roles never allow are not offered at all. */
  readonly refusals: readonly string[];
}

/** The steps an actor could take on a matter, with the reasons against each: the screen shows these and repeats no rule. */
export async function stepsOffered(db: Db, services: Services, matter: MatterRow, actor: Actor): Promise<StepOffer[]> {
  const kind = services.catalogue.kinds.get(matter.kind);
  if (!kind) return [];
  const history = binding(kind.key, await historyOf(db, matter.id), matter.round);
  const offers: StepOffer[] = [];
  for (const [name, def] of Object.entries(kind.workflow.steps)) {
    const rule = kind.policy[name];
    const grant = rule && grantFor(rule, actor, matter);
    if (!grant || !def.from.includes(matter.state)) continue;
    const onBehalfOf = grant === 'staff' ? undefined : grant.onBehalfOf;
    const standing = { state: matter.state, history, actorId: actor.id, ...(onBehalfOf && { onBehalfOf }) };
    const reasons = [
      ...barred(kind.workflow, name, standing),
      ...((await kind.bars?.(db, matter, name, actor, services.time.today(), services.calendar())) ?? []),
    ];
    offers.push({
      step: name,
      label: def.label,
      refusals: reasons,
      ...(def.consequence ? { consequence: def.consequence } : {}),
      ...(def.grave && { grave: def.grave }),
    });
  }
  return offers;
}

/** For commands of a feature that take a step of a matter they have already changed in the same transaction. */
export async function takeStepAs(
  act: Act,
  matterId: string,
  stepName: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<MatterRow> {
  const matter = await lockMatter(act.tx, matterId, lookedAt(act, stepName, fields));
  if (!matter) throw notFound('这一事项');
  return seenStep(act, matter, { matterId, step: stepName, version: matter.version, fields });
}
