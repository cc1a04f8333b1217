import { canonicalJson } from '#kernel/canonical.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { digest } from '#kernel/hash-chain.ts';
import type { Content } from './contract.ts';
import type { WithdrawalCause } from './withdrawal-kinds.ts';

type Algorithm = Parameters<typeof digest>[0];

/** What a hash was made over, as the revision's row tells it. */
export interface Hashed {
  readonly contentHash: string;
  readonly hashVersion: number;
  readonly content: Content;
  /** The date in the content is the issuer's, said with the signature: the text itself bears none. */
  readonly datedAtIssue?: boolean;
  readonly correctionReason: string | null;
  readonly changedOn?: LocalDate | null;
}

/**
 * The hash signatures bind to: over everything a reader could see or a clerk has declared, and since edition 2 over what the public is
 * told about the correction or change, with the day of it. Edition 1 hashed the content as it was typed, edition 2 as the row gives it back.
 */
export function contentHashOf(
  algorithm: Algorithm,
  version: number,
  content: Content,
  correctionReason: string | null,
  changedOn: LocalDate | null = null,
): string {
  if (version === 1) return hashed(algorithm, content);
  const told = { correctionReason, ...(changedOn ? { changedOn } : {}) };
  return hashed(algorithm, { edition: 2, content: withLists(content), ...told });
}

/** What whoever withdraws puts their name to: which text, for what kind of reason, and the reason itself. */
export const withdrawalHash = (
  algorithm: Algorithm,
  contentHash: string,
  cause: WithdrawalCause,
  reason: string,
): string => hashed(algorithm, { edition: 1, withdraws: contentHash, cause, reason });

/** Whether a text as it is kept is the one its signatures are under. */
export function isAsSigned({ contentHash, hashVersion, correctionReason, changedOn, ...of }: Hashed): boolean {
  const algorithm = contentHash.split(':')[0] as Algorithm;
  const { formedOn: _said, ...undated } = of.content;
  const content = of.datedAtIssue ? undated : of.content;
  const kept = hashVersion === 1 ? asTyped(content) : [content];
  return kept.some((one) => contentHashOf(algorithm, hashVersion, one, correctionReason, changedOn) === contentHash);
}

const LISTS = ['attachments', 'media', 'relations'] as const;

/** A list nobody gave is kept as an empty one. */
const withLists = (content: Content): Content => ({ attachments: [], media: [], relations: [], ...content });

/** Edition 1 told a list nobody gave from an empty one, and the row does not: the content in each way it can have been typed. */
function asTyped(content: Content): Content[] {
  let ways: Content[] = [content];
  for (const list of LISTS) {
    if ((content[list] ?? []).length > 0) continue;
    ways = ways.flatMap((way) => {
      const { [list]: _none, ...without } = way;
      return [way, without];
    });
  }
  return ways;
}

function hashed(algorithm: Algorithm, value: unknown): string {
  const plain = JSON.parse(JSON.stringify(value)) as unknown;
  return `${algorithm}:${digest(algorithm, canonicalJson(plain)).toString('hex')}`;
}
