import type { TObject } from 'typebox';
import { AppError } from '#kernel/errors.ts';
import type { Services } from '#platform/services.ts';
import { defectsOf } from '#platform/validation.ts';
import { GROUNDS, type Ground } from '../law/reply-grounds.ts';
import { type PartKey, PARTS } from '../law/reply-parts.ts';
import type { LetterPreview, LetterSheet } from './contract.ts';
import { keptBehind } from './kept-behind.ts';
import { type LetterKindKey, letterKind } from './letter-kinds.ts';
import type { LetterDraft } from './letters.ts';
import { onlineReviewMissing } from './online-review.ts';
import { composedDraft } from './printing.ts';
import { type ReplyContent, replyDefects } from './reply-content.ts';

/**
 * A letter while it is being written, as it would be printed, with room where something is still to be written, and what is missing, a
 * sentence each. Nothing is kept. The text is left out while a number or a choice is open on which it depends.
 */
export async function letterPreview(
  services: Services,
  { requestId, kind: key, content }: LetterDraft,
): Promise<LetterPreview> {
  const kind = letterKind(key);
  if (!kind) return { missing: ['请选择文书种类'], letter: null };
  const fields = defectsOf(kind.content, content) ?? {};
  const reply = key === 'reply' && isReply(content) ? content : undefined;
  const missing = [
    ...Object.values(fields),
    ...(reply ? replyDefects(reply, await keptBehind(services.db, requestId)) : []),
    ...(await onlineReviewMissing(services.db, requestId, key)),
  ];
  const whole = reply ? replyWithGaps(reply) : withGaps(kind.content, content);
  const shown = whole && (await shownAs(services, requestId, key as LetterKindKey, whole));
  return { missing: [...new Set([...missing, ...(shown?.reasons ?? [])])], letter: shown?.letter ?? null };
}

/** The letter, or why it cannot be printed: what no form asks for is missing in the settings. */
async function shownAs(
  services: Services,
  requestId: string,
  kind: LetterKindKey,
  content: Readonly<Record<string, unknown>>,
): Promise<{ readonly letter?: LetterSheet; readonly reasons?: readonly string[] }> {
  try {
    return { letter: await composedDraft(services, services.db, requestId, { kind, content }) };
  } catch (error) {
    if (error instanceof AppError) return { reasons: error.reasons };
    throw error;
  }
}

const isReply = (content: LetterDraft['content']): content is LetterDraft['content'] & ReplyContent =>
  typeof content.ground === 'string' && Object.hasOwn(GROUNDS, content.ground) && typeof content.parts === 'object';

const gap = (title: string) => `〔待填写：${title}〕`;

function replyWithGaps({ ground, parts }: ReplyContent): Readonly<Record<string, unknown>> {
  const { must }: Ground = GROUNDS[ground];
  const open = must.filter((part) => !('kept' in PARTS[part]) && part !== 'remedies' && !parts[part]?.trim());
  const gaps = Object.fromEntries(open.map((part: PartKey) => [part, gap(PARTS[part].label)]));
  return { ground, parts: { ...parts, ...gaps } };
}

/** Texts still open become gaps; undefined where a number or a choice is. */
function withGaps(form: TObject, content: LetterDraft['content']): Readonly<Record<string, unknown>> | undefined {
  const whole: Record<string, unknown> = { ...content };
  for (const name of form.required ?? []) {
    const { type, title, default: usual } = (form.properties[name] ?? {}) as Readonly<Record<string, unknown>>;
    const value = content[name];
    if (type === 'string') whole[name] = typeof value === 'string' && value.trim() ? value : gap(String(title));
    else if (value === undefined && usual !== undefined) whole[name] = usual;
  }
  const wrong = defectsOf(form, whole);
  return wrong ? undefined : whole;
}
