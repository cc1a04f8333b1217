import { sql } from 'kysely';
import { AppError, invalid, stale } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { lightOf, matterById, maySee, stepsOffered, takeStep, visibleTo } from '#commons/casework/index.ts';
import { errorFacts } from '#platform/log.ts';
import { type Services, act } from '#platform/services.ts';
import { publicationKind } from './kind.ts';
import { typeOf } from './releases.ts';
import { currentRevision } from './revisions.ts';
import {
  SIGNING_STEPS,
  type SignedOne,
  type SigningStep,
  type SignMany,
  type ToSignLine,
} from './sign-many-contract.ts';
import { publicationWorkflow } from './workflow.ts';

/** The state in which each signature is given. */
const STATES = SIGNING_STEPS.flatMap((step) => publicationWorkflow.steps[step].from);

/**
 * Signs several documents, each in a transaction of its own and by the same door as one alone: what one is refused for holds up none of
 * the others. A text that is no longer the one looked at is refused. Says of each whether it was signed, and if not, every reason.
 */
export async function signMany(services: Services, actor: Actor, { items }: SignMany): Promise<SignedOne[]> {
  const ids = items.map(({ documentId }) => documentId);
  if (new Set(ids).size < ids.length) throw invalid({ items: '同一份文件出现了两次，请去掉重复的' });
  const results: SignedOne[] = [];
  for (const item of items) results.push(await signOne(services, actor, item));
  return results;
}

async function signOne(services: Services, actor: Actor, item: SignMany['items'][number]): Promise<SignedOne> {
  const { documentId, step, version, contentHash, fields } = item;
  const title = await titleOf(services, actor, documentId);
  try {
    await act(services, actor, async (a) => {
      // The step locks the matter and checks the version; the hash says which text was on the screen.
      await takeStep(a, { matterId: documentId, step, version, fields });
      if ((await currentRevision(a.tx, documentId)).contentHash !== contentHash) throw stale();
    });
    return { documentId, title, signed: true, reasons: [] };
  } catch (error) {
    if (error instanceof AppError) return { documentId, title, signed: false, reasons: error.reasons };
    services.log.error('one of several was not signed', { document: documentId, step, ...errorFacts(error) });
    return { documentId, title, signed: false, reasons: ['系统出了故障，这一份没有签署，已经记录。请稍后单独签署'] };
  }
}

/** Only of what the person may see. */
async function titleOf({ db }: Services, actor: Actor, id: string): Promise<string> {
  const matter = await matterById(db, id);
  return matter?.kind === publicationKind.key && maySee(publicationKind, matter, actor) ? matter.title : '';
}

/** The documents that stand where somebody's post may sign, with what is against it for each. */
export async function toSign(services: Services, actor: Actor): Promise<ToSignLine[]> {
  const { db, time, calendar, catalogue } = services;
  const rows = await db
    .selectFrom('matter as m')
    .innerJoin('document as d', 'd.id', 'm.id')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id')
    .select(['m.id', 'd.index_number', 'd.type', 'u.name as unitName'])
    .where('m.kind', '=', publicationKind.key)
    .where('m.state', 'in', STATES)
    .where(visibleTo(actor, catalogue.kinds))
    .where(waitsForOneOf(actor))
    .orderBy(sql`m.due_on nulls last`)
    .orderBy('m.number')
    .limit(200)
    .execute();
  const lines: ToSignLine[] = [];
  for (const row of rows) {
    const matter = await matterById(db, row.id);
    if (!matter) continue;
    const offers = await stepsOffered(db, services, matter, actor);
    const offer = offers.find(({ step }) => (SIGNING_STEPS as readonly string[]).includes(step));
    if (!offer) continue;
    lines.push({
      id: row.id,
      indexNumber: row.index_number,
      title: matter.title,
      typeLabel: typeOf(services, row.type).label,
      unitName: row.unitName,
      step: offer.step as SigningStep,
      stepLabel: offer.label,
      dueOn: matter.dueOn,
      light: lightOf(matter, time.today(), calendar()),
      restricted: matter.restricted,
      refusals: offer.refusals,
    });
  }
  return lines;
}

/** A role of mine is awaited; where, the offer of the step decides. */
const waitsForOneOf = ({ grants }: Actor) =>
  sql<boolean>`m.waiting_role = any(${grants.map(({ role }) => role)}::text[])`;
