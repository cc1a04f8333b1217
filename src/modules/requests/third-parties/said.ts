import type { Db, Tx } from '#platform/db.ts';
import type { GroundKey } from '../law/reply-grounds.ts';
import { type Stand, type Standing, standingsOf, toldAgainst } from './standing.ts';

/**
 * What a reply says of third parties who were asked, a sentence for each way they stand: that they were heard is a reason of the decision (条例第三十二条).
 * Nobody is named: who a third party is may be what it does not want known.
 */
export async function saidOfThirdParties(db: Db | Tx, requestId: string, ground: GroundKey): Promise<string[]> {
  const words = WORDS[ground];
  if (!words) return [];
  const asked = (await standingsOf(db, requestId)).filter(({ partyKind }) => partyKind === 'third-party');
  const by = new Map<Said, number>();
  for (const one of asked) by.set(saidOf(one), (by.get(saidOf(one)) ?? 0) + 1);
  return [...by].flatMap(([said, n]) => {
    const sentence = words[said];
    return sentence ? [`${asked.length === 1 ? '第三方' : `其中${n}个第三方`}${sentence}`] : [];
  });
}

/** How it stands, and whether it was told that its word was not followed. */
type Said = Stand | 'told-public-interest' | 'told-no-grounds';

const saidOf = (one: Standing): Said =>
  toldAgainst(one) ? (one.stand === 'reasonable' ? 'told-public-interest' : 'told-no-grounds') : one.stand;

type Words = Readonly<Partial<Record<Said, string>>>;

const ASKED = '经本机关书面征求意见，';
const DISCLOSED: Words = {
  agrees: `${ASKED}同意公开（《政府信息公开条例》第十五条）。`,
  disclose: `${ASKED}逾期未提出意见，本机关依照条例的规定决定公开（《政府信息公开条例》第三十二条）。`,
  'told-no-grounds': `${ASKED}不同意公开，但没有合理理由，本机关决定公开，并已书面告知该第三方（《政府信息公开条例》第三十二条）。`,
  'told-public-interest': `${ASKED}不同意公开；本机关认为不公开可能对公共利益造成重大影响，决定公开，并已将决定公开的内容和理由书面告知该第三方（《政府信息公开条例》第三十二条）。`,
};
const WITHHELD: Words = {
  reasonable: `${ASKED}不同意公开，且有合理理由，涉及该第三方的内容不予公开（《政府信息公开条例》第三十二条）。`,
  withhold: `${ASKED}逾期未提出意见，本机关审查认为公开会对其合法权益造成损害，涉及该第三方的内容不予公开（《政府信息公开条例》第十五条、第三十二条）。`,
};

const WORDS: { readonly [ground in GroundKey]?: Words } = {
  supplied: DISCLOSED,
  'told-where': DISCLOSED,
  separated: { ...DISCLOSED, ...WITHHELD },
  'third-party': WITHHELD,
};
