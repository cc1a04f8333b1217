import { type MatterRow, openMatter, takeStepAs } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import type { OpenClass } from './bars.ts';
import type { PreviewItem, PreviewParty } from './import-contract.ts';
import { workItemKind } from './kind.ts';
import type { PartyRole } from './reading/reading.ts';

type Part = 'joint' | 'cooperating' | 'guiding';

/** What an item of a plan looks like as a matter: a title for lists, a lead unit, the parts of the others. Gives its id. */
export async function openItem(act: Act, planId: string, item: PreviewItem): Promise<string> {
  const lead = item.lead;
  if (!lead) throw new Error(`item ${item.key} has no lead unit`);
  const matter: MatterRow = await openMatter(act, workItemKind, {
    title: titleOf(item),
    leadUnitId: lead.id,
    ...(item.dueOn ? { dueOn: item.dueOn } : {}),
    units: partsOf(item),
    payload: { planId, where: item.where, dueOn: item.dueOn, dueBasis: item.dueBasis },
  });
  return matter.id;
}

const titleOf = ({ number, title }: PreviewItem) => (number ? `${number}. ${title}` : title).slice(0, 300);

/** Who has which part. A unit named twice has the weightier one; the lead has none beside. */
export function partsOf(item: PreviewItem): { unitId: string; part: Part; task: string }[] {
  const taken = new Set(item.lead ? [item.lead.id] : []);
  const weighed = [...item.parties].sort((a, b) => WEIGHT[a.role] - WEIGHT[b.role]);
  return weighed.flatMap(({ role, units, text }) =>
    units.flatMap(({ id }) => {
      if (taken.has(id)) return [];
      taken.add(id);
      return [
        {
          unitId: id,
          part: PARTS[role],
          task: `${TASKS[role]}：${item.title}${text ? `（${text}）` : ''}`.slice(0, 300),
        },
      ];
    }),
  );
}

const WEIGHT: Readonly<Record<PartyRole, number>> = { leads: 0, joint: 1, cooperating: 2, guides: 3 };
const PARTS: Readonly<Record<PartyRole, Part>> = {
  leads: 'joint',
  joint: 'joint',
  cooperating: 'cooperating',
  guides: 'guiding',
};
const TASKS: Readonly<Record<PartyRole, string>> = {
  leads: '分别牵头',
  joint: '分别负责',
  cooperating: '配合',
  guides: '指导',
};

export const openClassesOf = (parties: readonly PreviewParty[]): OpenClass[] =>
  parties.flatMap(({ text, role, openTo, state }) =>
    state === 'left-open' && openTo ? [{ text, part: PARTS[role], personId: openTo }] : [],
  );

/** Ids of a plan's items by their place, `section.position`. */
export async function itemRows(db: Db | Tx, planId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('work_item')
    .select(['id', 'section', 'position'])
    .where('plan_id', '=', planId)
    .execute();
  return new Map(rows.map(({ id, section, position }) => [`${section}.${position}`, id]));
}

interface Placed {
  readonly planId: string;
  readonly itemId: string;
  readonly item: PreviewItem;
  readonly section: number;
  readonly position: number;
  readonly fresh: boolean;
  readonly changed: boolean;
}

/** The item's own row: new, or that of the edition before taken over into this one. */
export async function reviseItem(
  act: Act,
  { planId, itemId, item, section, position, fresh, changed }: Placed,
): Promise<void> {
  const place = { plan_id: planId, section, position, number: item.number };
  const words = {
    title: item.title,
    text: item.text,
    annotations: JSON.stringify(item.verbatim),
    parties: JSON.stringify(item.parties),
    deadlines: JSON.stringify(item.deadlines),
    due_basis: item.dueBasis,
    first_due_on: item.dueOn,
    rhythm: item.rhythm,
    open_classes: JSON.stringify(openClassesOf(item.parties)),
  };
  if (fresh) {
    await act.tx
      .insertInto('work_item')
      .values({ id: itemId, ...place, ...words })
      .execute();
    return;
  }
  await act.tx
    .updateTable('work_item')
    .set(changed ? { ...place, ...words } : place)
    .where('id', '=', itemId)
    .execute();
  if (changed) await changeMatter(act, itemId, item);
}

/** A changed item keeps its matter, its history and the parts units have already done; the spine follows the new words. */
async function changeMatter(act: Act, itemId: string, item: PreviewItem): Promise<void> {
  await act.tx
    .updateTable('matter')
    .set((eb) => ({ title: titleOf(item), due_on: item.dueOn, version: eb('version', '+', 1) }))
    .where('id', '=', itemId)
    .execute();
  const wanted = partsOf(item);
  const now = await act.tx
    .selectFrom('matter_unit')
    .select(['unit_id', 'part', 'done_on'])
    .where('matter_id', '=', itemId)
    .execute();
  const lead = now.find(({ part }) => part === 'lead');
  await followLead(act, itemId, lead?.unit_id, item);
  const gone = now.filter(
    ({ unit_id, part, done_on }) =>
      part !== 'lead' && done_on === null && !wanted.some(({ unitId }) => unitId === unit_id),
  );
  if (gone.length > 0)
    await act.tx
      .deleteFrom('matter_unit')
      .where('matter_id', '=', itemId)
      .where(
        'unit_id',
        'in',
        gone.map((one) => one.unit_id),
      )
      .execute();
  const added = wanted.filter(
    ({ unitId }) => unitId !== item.lead?.id && !now.some(({ unit_id }) => unit_id === unitId),
  );
  if (added.length > 0)
    await act.tx
      .insertInto('matter_unit')
      .values(
        added.map(({ unitId, part, task }, at) => ({
          matter_id: itemId,
          unit_id: unitId,
          part,
          task,
          position: now.length + at,
        })),
      )
      .execute();
  await appendJournal(act, {
    chain: matterChain(itemId),
    action: 'work-item.revised',
    payload: {
      title: titleOf(item),
      dueOn: item.dueOn,
      added: added.map(({ unitId }) => unitId),
      gone: gone.map((one) => one.unit_id),
    },
  });
}

/** A new edition may name another lead unit; work already closed keeps the one that did it. */
async function followLead(
  act: Act,
  itemId: string,
  leadUnitId: string | undefined,
  { lead }: PreviewItem,
): Promise<void> {
  const { state } = await act.tx
    .selectFrom('matter')
    .select('state')
    .where('id', '=', itemId)
    .executeTakeFirstOrThrow();
  if (!lead || lead.id === leadUnitId || !MOVABLE.includes(state)) return;
  await takeStepAs(act, itemId, 'transferLead', { unitId: lead.id, reason: '新版工作要点变更牵头单位' });
}

const MOVABLE: readonly string[] = ['assigned', 'underway', 'returned'];
