import { randomUUID } from 'node:crypto';
import { forbidden, invalid, notFound } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { ReasonCode, RuleKind } from '#commons/redaction/contract.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { SecretBox } from '#platform/secret-box.ts';
import type { Act, Services } from '#platform/services.ts';
import { requestsPolicy } from '../policy.ts';
import type { NewRule, RuleChange, RuleLine } from './contract.ts';

/** A rule as it is applied. */
export interface CoveringRule {
  readonly id: string;
  readonly name: string;
  readonly kind: RuleKind;
  readonly words: readonly string[];
  readonly reason: ReasonCode;
}

/** Ours: more is a register, and each word is looked for on each page. */
const MOST_WORDS = 500;
const MOST_RULES = 50;

/** The rules of the bureaus whose openness office somebody belongs to, with their words. */
export async function rulesKept({ db, secrets }: Services, actor: Actor): Promise<RuleLine[]> {
  const rows = await db
    .selectFrom('redaction_rule as r')
    .innerJoin('person as s', 's.id', 'r.said_by')
    .leftJoin('person as c', 'c.id', 'r.changed_by')
    .selectAll('r')
    .select(['s.name as saidBy', 'c.name as changedBy'])
    .where('r.bureau_id', 'in', [...officesOf(actor), NOWHERE])
    .orderBy('r.said_at')
    .orderBy('r.id')
    .execute();
  return rows.map((row) => ({
    ...opened(secrets, row),
    active: row.active,
    by: row.changedBy ?? row.saidBy,
    at: row.changed_at ?? row.said_at,
  }));
}

/** The rules that are switched on in a bureau. */
export async function rulesOf({ secrets }: Services, db: Db | Tx, bureauId: string): Promise<CoveringRule[]> {
  const rows = await db
    .selectFrom('redaction_rule')
    .selectAll()
    .where('bureau_id', '=', bureauId)
    .where('active', '=', true)
    .orderBy('said_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => opened(secrets, row));
}

/** A new rule of the bureau whose openness office says so; it is on from now. Refuses a name that is there already and a list without words. */
export async function addRule(act: Act, { name, kind, words, reason }: NewRule): Promise<string> {
  const [bureauId] = officesOf(act.actor);
  if (!bureauId) throw forbidden('遮盖规则由政务公开办公室维护');
  const { tx, services, actor, now } = act;
  const before = await tx.selectFrom('redaction_rule').select('id').where('bureau_id', '=', bureauId).execute();
  if (before.length >= MOST_RULES) throw invalid({ name: `遮盖规则最多 ${MOST_RULES} 条，请并入已有的词表` });
  const id = randomUUID();
  const list = kind === 'words' ? wordsIn(words) : [];
  await demandName(tx, bureauId, id, name);
  await tx
    .insertInto('redaction_rule')
    .values({
      id,
      bureau_id: bureauId,
      name: name.trim(),
      kind,
      words: kind === 'words' ? sealed(services.secrets, id, list) : null,
      reason,
      said_by: actor.id,
      said_at: now,
    })
    .execute();
  await told(act, 'requests.covering-rule-added', { ruleId: id, kind, reason, words: list.length, active: true });
  return id;
}

/** A rule says something else, or is switched off or on. What was covered by it before stays as it is. */
export async function changeRule(act: Act, id: string, { name, words, reason, active }: RuleChange): Promise<void> {
  const { tx, services, actor, now } = act;
  const rule = await tx
    .selectFrom('redaction_rule')
    .select(['bureau_id', 'kind'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!rule || !officesOf(actor).includes(rule.bureau_id)) throw notFound('这条遮盖规则');
  const list = rule.kind === 'words' ? wordsIn(words) : [];
  await demandName(tx, rule.bureau_id, id, name);
  await tx
    .updateTable('redaction_rule')
    .set({
      name: name.trim(),
      reason,
      active,
      changed_by: actor.id,
      changed_at: now,
      ...(rule.kind === 'words' && { words: sealed(services.secrets, id, list) }),
    })
    .where('id', '=', id)
    .execute();
  await told(act, 'requests.covering-rule-changed', {
    ruleId: id,
    kind: rule.kind,
    reason,
    words: list.length,
    active,
  });
}

/** Where somebody keeps rules: the bureaus in which they are the openness office. */
const officesOf = ({ grants }: Actor): string[] => {
  const { roles } = requestsPolicy['requests.keep-rules'];
  const keepers: readonly string[] = Array.isArray(roles) ? roles : [];
  return [...new Set(grants.flatMap(({ role, unitPath }) => (keepers.includes(role) ? (unitPath[0] ?? []) : [])))];
};

/** No unit has it: a list of none is no list for the database. */
const NOWHERE = '00000000-0000-0000-0000-000000000000';

async function demandName(tx: Tx, bureauId: string, id: string, name: string): Promise<void> {
  const same = await tx
    .selectFrom('redaction_rule')
    .select('id')
    .where('bureau_id', '=', bureauId)
    .where('name', '=', name.trim())
    .where('id', '<>', id)
    .executeTakeFirst();
  if (same) throw invalid({ name: '已经有同名的规则，请修改那一条，或者换一个名称' });
}

function wordsIn(text = ''): string[] {
  const words = [...new Set(text.split('\n').map((word) => word.trim()))].filter((word) => word !== '');
  if (words.length === 0) throw invalid({ words: '请写出要查找的词，每行一个' });
  if (words.length > MOST_WORDS) throw invalid({ words: `一个词表最多 ${MOST_WORDS} 个词，现有 ${words.length} 个` });
  const wrong = words.filter((word) => [...word].length < 2 || [...word].length > 100);
  if (wrong.length > 0)
    throw invalid({ words: `每个词两个字到一百个字：${wrong.slice(0, 5).join('、').slice(0, 200)}` });
  return words;
}

const place = (id: string) => `redaction-rule:${id}:words`;
const sealed = (secrets: SecretBox, id: string, words: readonly string[]): Buffer =>
  secrets.seal(JSON.stringify(words), place(id));

function opened(
  secrets: SecretBox,
  { id, name, kind, words, reason }: { id: string; name: string; kind: string; words: Buffer | null; reason: string },
): CoveringRule {
  return {
    id,
    name,
    kind: kind as RuleKind,
    words: words === null ? [] : (JSON.parse(secrets.open(words, place(id))) as string[]),
    reason: reason as ReasonCode,
  };
}

/** The journal says that and how much, never which words: nothing leaves it. */
const told = (act: Act, action: string, payload: Readonly<Record<string, unknown>>) =>
  appendJournal(act, { chain: 'covering-rules', action, payload });
