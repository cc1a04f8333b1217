import { AppError, forbidden, invalid } from '#kernel/errors.ts';
import { formatNumber } from '#kernel/numbering.ts';
import { allows } from '#kernel/policy.ts';
import { type MatterRow, nextNumber, openMatter } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { unitById } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import { checked } from '#platform/validation.ts';
import { countedFrom } from './clocks.ts';
import { NewDocument } from './contract.ts';
import { indexSeries, publicationKind } from './kind.ts';
import { publishingPolicy } from './policy.ts';
import { statedLimit } from './publication-limits.ts';
import { addRevision } from './revisions.ts';
import { targetDaysOf } from './step-targets.ts';

/**
 * Starts a document as a draft of its unit, assigned to whoever drafts it. Types made by a feature's command pass `byCommand`.
 * Refuses what the type and the attributes do not allow, all reasons at once; leaves nothing behind then.
 */
export async function createDocument(
  act: Act,
  typed: NewDocument,
  options: { readonly byCommand?: boolean; readonly parentId?: string } = {},
): Promise<MatterRow> {
  const { type: key, leadUnitId, content } = checked(NewDocument, typed);
  const type = act.services.catalogue.contentTypes.get(key);
  if (!type || (!type.byHand && !options.byCommand)) throw invalid({ type: '请选择一个可以拟写的信息类别' });
  const unit = await unitById(act.tx, leadUnitId);
  if (!unit) throw invalid({ leadUnitId: '拟稿单位不在机构名录中，请重新选择' });
  const subject = { leadUnitId, leadUnitPath: unit.path };
  if (!allows(publishingPolicy['publishing.draft'], act.actor, subject))
    throw forbidden(`您在${unit.name}没有拟稿岗位，不能以它的名义拟稿`);
  const matter = await openMatter(act, publicationKind, {
    title: content.title,
    leadUnitId,
    // The law counts from the day the information was formed, also where the draft here begins later.
    receivedOn: countedFrom(content.formedOn, act.today),
    assigneeId: act.actor.id,
    restricted: content.disclosure !== 'active',
    targetDays: await targetDaysOf(act.tx, key, publicationKind.workflow.initial),
    ...(options.parentId ? { parentId: options.parentId } : {}),
    payload: {
      type: key,
      disclosure: content.disclosure,
      formedOn: content.formedOn ?? null,
      ...(await statedLimit(act, key, content)),
    },
  });
  const year = Number(act.today.slice(0, 4));
  await act.tx
    .insertInto('document')
    .values({
      id: matter.id,
      type: key,
      index_number: formatNumber(indexSeries, year, await nextNumber(act.tx, indexSeries.key, year)),
    })
    .execute();
  const revision = await addRevision(act, type, matter.id, content, '拟稿');
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'publication.revise',
    payload: {
      reason: '拟稿',
      revision: revision.number,
      contentHash: revision.contentHash,
      disclosure: content.disclosure,
      formedOn: content.formedOn ?? null,
    },
  });
  return matter;
}

/**
 * Refuses a draft in which something was left blank, with everything else its type asks for told at once. The blanks are what the
 * schema has found; whatever is not blank has passed it. What is drafted here with stand-ins, to hear the rest, never stays. A check of a
 * content without a matter would ask each check, of types and features too, to bear holes in it and no document: more code, not less.
 */
export async function refuseDraft(
  act: Act,
  blanks: Readonly<Record<string, string>>,
  typed: NewDocument,
): Promise<never> {
  const standIns: Readonly<Record<string, string>> = {
    title: '尚未填写的标题',
    issuingUnitId: typed.leadUnitId,
    columnKey: act.services.catalogue.contentTypes.get(typed.type)?.columns[0] ?? 'announcements',
    disclosure: 'active',
    opennessClass: 'management',
    bodyHtml: '<p>尚未填写的正文</p>',
  };
  const missing = Object.keys(blanks).map((field) => field.replace(/^content\./, ''));
  if (!missing.every((field) => Object.hasOwn(standIns, field))) throw invalid(blanks);
  const filled = Object.fromEntries(missing.map((field) => [field, standIns[field]]));
  const rest = await defectsOf(createDocument(act, { ...typed, content: { ...typed.content, ...filled } }));
  throw invalid({ ...rest, ...blanks });
}

async function defectsOf(drafted: Promise<unknown>): Promise<Readonly<Record<string, string>>> {
  try {
    await drafted;
    return {};
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.fields;
    throw error;
  }
}
