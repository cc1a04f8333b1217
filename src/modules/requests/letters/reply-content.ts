import { Type } from 'typebox';
import { choice } from '../choice.ts';
import { GROUNDS, type GroundKey, missingParts, partsInOrder } from '../law/reply-grounds.ts';
import { type PartKey, PARTS } from '../law/reply-parts.ts';

/** What the one who writes says; remedies are printed by law, and what is kept behind a reply is read from the request. */
const SAID = (Object.keys(PARTS) as PartKey[]).filter((part) => !('kept' in PARTS[part]) && part !== 'remedies');

/** The situations a reply is written for; the others end by a step of their own. */
export const REPLIED = (Object.keys(GROUNDS) as GroundKey[]).filter(
  (key) => !['not-corrected', 'not-paid', 'withdrawn'].includes(key),
);

const grounds = Object.fromEntries(REPLIED.map((key) => [key, GROUNDS[key].when])) as Readonly<
  Record<GroundKey, string>
>;

/** The form of a reply: the situation the law names, and each part it may have to contain. */
export const replyContent = Type.Object(
  {
    ground: choice<GroundKey>('答复情形', grounds),
    parts: Type.Object(
      Object.fromEntries(
        SAID.map((part) => [
          part,
          Type.Optional(Type.String({ title: PARTS[part].label, maxLength: 20_000, 'x-widget': 'textarea' })),
        ]),
      ),
      { additionalProperties: false, title: '答复内容' },
    ),
  },
  { additionalProperties: false },
);

export interface ReplyContent {
  readonly ground: GroundKey;
  readonly parts: Readonly<Partial<Record<PartKey, string>>>;
}

/**
 * What a reply still lacks, by the article it rests on: each part its situation must contain, and each record that must stand behind it
 * (`kept`); and what a part that is there leaves open. Empty means it may be sent for examination.
 */
export function replyDefects({ ground, parts }: ReplyContent, kept: readonly PartKey[]): string[] {
  const given = (Object.entries(parts) as [PartKey, string][]).flatMap(([part, text]) => (text.trim() ? [part] : []));
  const missing = missingParts(ground, [...given, ...kept, 'remedies']);
  const vague = partsInOrder(ground).filter((part) => !states(part, parts[part]));
  return [
    ...missing.map((part) => `按「${GROUNDS[ground].when}」答复，还缺少：${part}`),
    ...vague.map((part) => `“${PARTS[part].label}”应当写明${mustState(part)?.what ?? ''}`),
  ];
}

const mustState = (part: PartKey) => {
  const one: { readonly label: string; readonly states?: { readonly pattern: RegExp; readonly what: string } } =
    PARTS[part];
  return one.states;
};

/** Whether what was written for a part has in it what it must; what is not written is missing, not vague. */
const states = (part: PartKey, words = ''): boolean =>
  words.trim() === '' || (mustState(part)?.pattern.test(words) ?? true);
