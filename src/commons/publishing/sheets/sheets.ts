import { chineseDateTime } from '#kernel/dates.ts';
import { AppError, forbidden, notFound } from '#kernel/errors.ts';
import { maskName } from '#kernel/masking.ts';
import { matterById, maySee, seenMatter } from '#commons/casework/index.ts';
import { keepView } from '#commons/journal/index.ts';
import { attachmentPurposes } from '#commons/attachments/contract.ts';
import { qrCode } from '#platform/qr-code.ts';
import type { Act } from '#platform/services.ts';
import { mayRead } from '../expert-opinions/ask.ts';
import { opinionOf } from '../expert-opinions/answer.ts';
import { openExpert } from '../expert-opinions/keys.ts';
import { SIGNATURE_LABELS } from '../signature-contract.ts';
import { documentDetail } from '../document-detail.ts';
import { confirmationsOf, findingsOf } from '../gate/gate.ts';
import { publicationKind } from '../kind.ts';
import { typeOf } from '../releases.ts';
import { currentRevision } from '../revisions.ts';
import { codeHash, codeTyped, sheetCode } from './code.ts';
import type { Sheet, SheetFacts, SheetNames, Verified } from './contract.ts';
import { materialsUnder, sheetFacts } from './facts.ts';

/**
 * Makes the sheet of a document as it stands: its facts are kept under its code, so that the paper can later be held against what the
 * system holds. The same facts have the same code. Names of experts are masked on it.
 */
export async function makeSheet(act: Act, documentId: string): Promise<Sheet> {
  const { tx, services, now, actor } = act;
  const { kind, matter } = await seenMatter(tx, services, actor, documentId);
  if (kind.key !== publicationKind.key) throw notFound('这份文件');
  const facts = await sheetFacts(tx, services, matter);
  const code = sheetCode(services.secrets, facts);
  await tx
    .insertInto('sheet_code')
    .values({
      code_hash: codeHash(services.secrets, code),
      document_id: matter.id,
      facts: JSON.stringify(facts),
      made_by: actor.id,
      made_at: now,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const revision = await currentRevision(tx, matter.id);
  const { type } = await tx.selectFrom('document').select('type').where('id', '=', matter.id).executeTakeFirstOrThrow();
  const findings = await findingsOf({ db: tx, services }, typeOf(services, type), matter.id, revision.content);
  const confirmed = new Map((await confirmationsOf(tx, matter, revision, findings)).map((one) => [one.finding, one]));
  const verifyAt = `${services.config.baseUrl}/workbench/verify?code=${code}`;
  return {
    code,
    verifyAt,
    verifyQr: qrCode(verifyAt),
    madeAt: now,
    facts,
    findings: findings.map((one) => {
      const { by, reason } = confirmed.get(one.key) ?? {};
      return { ...one, confirmed: by && reason ? { by, reason } : null };
    }),
    experts: await expertsOn(act, documentId),
    materials: await materialsOn(act, facts),
    namesMine: mayRead(matter, actor),
    signatures: (await documentDetail(services, documentId)).signatures,
  };
}

async function materialsOn({ tx }: Act, { signatures }: SheetFacts): Promise<Sheet['materials']> {
  const labels: Readonly<Record<string, string>> = attachmentPurposes;
  const rows = await materialsUnder(
    tx,
    signatures.map(({ id }) => id),
  );
  return rows.map(({ purpose, ...file }) => ({ ...file, purposeLabel: labels[purpose] ?? purpose }));
}

async function expertsOn(act: Act, documentId: string): Promise<Sheet['experts']> {
  const { tx, services, now } = act;
  const rows = await tx
    .selectFrom('expert_request as q')
    .innerJoin('document_revision as r', 'r.id', 'q.revision_id')
    .selectAll('q')
    .select('r.number')
    .where('q.document_id', '=', documentId)
    .orderBy('q.asked_at')
    .orderBy('q.id')
    .execute();
  const lines: Sheet['experts'][number][] = [];
  for (const row of rows) {
    const { name, institution } = openExpert(services.secrets, row.expert);
    const opinion = await opinionOf(tx, row.id);
    lines.push({
      id: row.id,
      name: maskName(name, '*'),
      institution,
      question: row.question,
      revision: row.number,
      contentHash: row.content_hash,
      dueOn: row.due_on,
      opinion: opinion ?? null,
      ended: opinion
        ? null
        : row.withdrawn_at
          ? `已收回：${row.withdrawn_why}`
          : row.expires_at <= now
            ? '逾期未答复'
            : null,
    });
  }
  return lines;
}

/** The whole names of a document's experts, for a sheet that must show them: asked for with a reason, and kept in the log of views. */
export async function expertNames(act: Act, documentId: string, reason: string): Promise<SheetNames> {
  const { tx, services, actor } = act;
  const { kind, matter } = await seenMatter(tx, services, actor, documentId);
  if (kind.key !== publicationKind.key) throw notFound('这份文件');
  if (!mayRead(matter, actor)) throw forbidden();
  const rows = await tx
    .selectFrom('expert_request')
    .select(['id', 'expert'])
    .where('document_id', '=', documentId)
    .orderBy('asked_at')
    .execute();
  await keepView(act, { kind: 'expert', id: rows.map(({ id }) => id) }, ['name'], reason);
  return { names: rows.map(({ id, expert }) => ({ id, name: openExpert(services.secrets, expert).name })) };
}

/**
 * Holds the code of a sheet against what the system holds now. A code that cannot be one, one that is not known and one of a document the
 * person may not see are told apart only as far as the person could tell them apart by the paper itself.
 */
export async function verifySheet({ tx, services, actor }: Act, typed: string): Promise<Verified> {
  const code = codeTyped(typed);
  if (!code)
    throw new AppError('not-a-code', 422, ['核验码抄写有误：请对照审签单逐组核对'], {
      code: '核验码抄写有误：请对照审签单逐组核对',
    });
  const row = await tx
    .selectFrom('sheet_code as s')
    .innerJoin('person as p', 'p.id', 's.made_by')
    .select(['s.document_id', 's.facts', 's.made_at', 'p.name'])
    .where('s.code_hash', '=', codeHash(services.secrets, code))
    .executeTakeFirst();
  const matter = row && (await matterById(tx, row.document_id));
  if (!row || !matter || !maySee(publicationKind, matter, actor))
    throw new AppError('not-found', 404, ['系统里没有这张审签单，或者您无权查看。请确认核验码来自本系统打印的审签单']);
  // Written by `makeSheet` and by nobody else.
  const sheet = row.facts as unknown as SheetFacts;
  const differences = differencesOf(sheet, await sheetFacts(tx, services, matter));
  return {
    verdict: differences.length === 0 ? 'current' : 'changed',
    madeAt: row.made_at,
    madeBy: row.name,
    sheet,
    differences,
  };
}

const filesOf = ({ materials = [] }: SheetFacts) => materials.map(({ purpose, hash }) => `${purpose} ${hash}`).join();

/** What is different now from what a sheet says, each in a sentence. */
export function differencesOf(then: SheetFacts, now: SheetFacts): string[] {
  const out: string[] = [];
  if (then.contentHash !== now.contentHash)
    out.push(`文稿已经改动：审签单是第 ${then.revision} 版，现在是第 ${now.revision} 版，单上的签署对现在的文稿不作数`);
  else if (then.round !== now.round) out.push('文稿退回后重新走审签，单上的签署已经失效');
  const nowIds = new Set(now.signatures.map(({ id }) => id));
  const thenIds = new Set(then.signatures.map(({ id }) => id));
  const labels = (of: SheetFacts['signatures']) =>
    of
      .map(({ step, signer }) => `「${SIGNATURE_LABELS[step as keyof typeof SIGNATURE_LABELS] ?? step}」${signer}`)
      .join('、');
  const gone = then.signatures.filter(({ id }) => !nowIds.has(id));
  const added = now.signatures.filter(({ id }) => !thenIds.has(id));
  if (gone.length > 0) out.push(`不再有效的签署：${labels(gone)}`);
  if (added.length > 0) out.push(`打印以后新增的签署：${labels(added)}`);
  const altered = then.signatures.filter(({ id, said }) =>
    now.signatures.some((one) => one.id === id && one.said !== said),
  );
  if (altered.length > 0) out.push(`签署的内容与单上不同：${labels(altered)}。这不应发生，请报告审计管理员`);
  if (then.deliberation !== now.deliberation) out.push('打印以后集体审议的登记有变化');
  if (then.materials && filesOf(then) !== filesOf(now)) out.push('打印以后审核用的送审材料有变化');
  if (then.opinions.join() !== now.opinions.join()) out.push('打印以后会签或者专家意见有新的答复');
  if (then.releasedAt !== now.releasedAt)
    out.push(now.releasedAt ? `已于 ${chineseDateTime(now.releasedAt)} 发布` : '单上的版本已不是门户上的版本');
  if (then.withdrawnAt !== now.withdrawnAt && now.withdrawnAt)
    out.push(`已于 ${chineseDateTime(now.withdrawnAt)} 从门户撤回`);
  if (then.title !== now.title) out.push(`标题已改为《${now.title}》`);
  return out;
}
