import type { Db, Tx } from '#platform/db.ts';
import { sendAgain, unheardParties } from '../delivery/unheard.ts';
import { coversFor } from '../records/orders.ts';
import { PARTS } from '../law/reply-parts.ts';
import type { LetterContent } from '../letters/letter-kinds.ts';
import type { ReplyContent } from '../letters/reply-content.ts';
import { nameKey, type Stand, type Standing, sameParty, standingsOf, toldAgainst } from './standing.ts';

// What third parties' answers allow a reply to say, and a notice to them: 政府信息公开条例 (国务院令第711号) arts 15 and 32.

/** Why a notice that information is disclosed against somebody's word cannot go out: it was not asked, has not spoken, agrees, or opposes on other grounds. */
export async function noticeDefects(
  db: Db | Tx,
  requestId: string,
  { party, grounds = 'public-interest' }: LetterContent<'override'>,
): Promise<string[]> {
  const asked = (await standingsOf(db, requestId)).find(
    (one) => one.partyKind === 'third-party' && sameParty(one.party, party),
  );
  if (!asked) return [`没有向“${party}”征求过意见：请核对名称，先征求第三方的意见（条例第三十二条）`];
  switch (asked.stand) {
    case 'open':
      return [`“${party}”的意见还没有收到，期限也没有满：请等回复，或者期满后结束征求意见`];
    case 'agrees':
      return [`“${party}”同意公开，不需要这一告知`];
    case 'unweighed':
      return [weighFirst(party)];
    case 'reasonable':
      return grounds === 'public-interest'
        ? []
        : [
            `“${party}”不同意公开，审查认为有合理理由：只有不公开可能对公共利益造成重大影响的，才能决定公开，请改选依据`,
          ];
    case 'unreasonable':
      return grounds === 'no-grounds'
        ? []
        : [`“${party}”不同意公开，审查认为没有合理理由：请按“没有合理理由”告知，不必认定公共利益`];
    default:
      return [`“${party}”逾期没有提出意见，没有不同意公开，不需要这一告知`];
  }
}

/**
 * Why a reply cannot be given on its ground, as those who were asked stand. Disclosed: everybody was heard and weighed, and whoever opposes was told
 * before (that it is told where its grounds are not reasonable too is ours; the law asks it of the public interest). Of a separated one, what is
 * opposed lies in the part that is withheld, and the reply says so. Refused for a third party: somebody stands against disclosing.
 */
export async function thirdPartyDefects(
  db: Db | Tx,
  requestId: string,
  { ground, parts }: ReplyContent,
): Promise<string[]> {
  if (ground === 'third-party') return refusedDefects(await standingsOf(db, requestId));
  if (!DISCLOSING.has(ground)) return [];
  if (ground === 'separated' && (await unaskedSecrets(db, requestId, parts))) return [ASK_THE_OWNER];
  const unheard = await unheardParties(db, requestId);
  const asked = (await standingsOf(db, requestId)).filter(({ party }) => !unheard.has(nameKey(party)));
  const heard = [...[...unheard.values()].map(sendAgain), ...asked.flatMap(notHeard)];
  const against = asked.filter((one) => one.partyKind === 'third-party' && one.stand in AGAINST && !toldAgainst(one));
  if (ground !== 'separated') return [...heard, ...against.map(({ party, stand }) => AGAINST[stand]?.(party) ?? '')];
  return parts.thirdPartyPart?.trim()
    ? heard
    : [
        ...heard,
        ...against.map(
          ({ party }) =>
            `“${party}”的信息不能公开：请在“${PARTS.thirdPartyPart.label}”中写明已经列入不予公开的部分；要公开的，请先发出公开第三方信息告知书（条例第三十二条、第三十七条）`,
        ),
      ];
}

/**
 * Whether the part that is withheld rests on a trade secret, by the words of the reply or by what is covered, and no third party was asked. Of personal
 * information such as numbers of identity cards nobody is asked: what is withheld harms nobody (ours; a reply that withholds all needs the opinion as well).
 */
async function unaskedSecrets(db: Db | Tx, requestId: string, parts: ReplyContent['parts']): Promise<boolean> {
  if ((await standingsOf(db, requestId)).some(({ partyKind }) => partyKind === 'third-party')) return false;
  const said = [parts.withheldPart, parts.ground, parts.reasons].some((text) => text?.includes('商业秘密'));
  return said || (await coversFor(db, requestId, 'trade-secret'));
}

const ASK_THE_OWNER =
  '不予公开的部分涉及商业秘密，没有征求过第三方的意见：请先发出征求意见函（条例第十五条、第三十二条）；不涉及第三方商业秘密的，请改写依据、理由和遮盖的事由';

/** Grounds on which information is given out. */
const DISCLOSING: ReadonlySet<string> = new Set(['supplied', 'told-where', 'separated']);

const weighFirst = (party: string) =>
  `“${party}”不同意公开，还没有审查其理由是否合理：请先登记审查第三方意见的结论（条例第三十二条）`;

function notHeard({ partyKind, party, stand }: Standing): string[] {
  if (stand === 'open') return [`向“${party}”的征求意见还没有结束：请先登记回复，或者期满后结束征求意见`];
  if (partyKind !== 'third-party') return [];
  if (stand === 'unweighed') return [weighFirst(party)];
  return stand === 'undecided'
    ? [`“${party}”逾期未提出意见，还没有决定是否公开：请先登记审查第三方意见的结论（条例第三十二条）`]
    : [];
}

/** What stands against giving it out, by how a third party stands; who was told is not among them. */
const AGAINST: { readonly [stand in Stand]?: (party: string) => string } = {
  reasonable: (party) =>
    `“${party}”不同意公开且有合理理由，不予公开：请改用其他答复情形；认为不公开可能对公共利益造成重大影响、决定公开的，请先发出公开第三方信息告知书（条例第三十二条）`,
  unreasonable: (party) =>
    `“${party}”不同意公开，没有合理理由：决定公开的，请先发出公开第三方信息告知书，写明决定公开的信息和理由`,
  withhold: (party) =>
    `“${party}”逾期未提出意见，本机关已经决定不公开：请改用其他答复情形；决定改变的，请先重新登记审查第三方意见的结论`,
};

/** 条例第三十六条第三项 with 第十五条、第三十二条: the refusal rests on somebody whose rights stand against it. Nobody asked at all is said by what must be kept behind the reply. */
function refusedDefects(standings: readonly Standing[]): string[] {
  const asked = standings.filter(({ partyKind }) => partyKind === 'third-party');
  const stands = (one: Standing) => (one.stand === 'reasonable' || one.stand === 'withhold') && !toldAgainst(one);
  if (asked.length === 0 || asked.some(stands)) return [];
  return asked.map((one) => notHeard(one)[0] ?? WHY_NOT[one.stand]?.(one.party) ?? toldAlready(one.party));
}

const toldAlready = (party: string) => `已经书面告知“${party}”决定公开，不能再以保护第三方为由不予公开`;

const WHY_NOT: { readonly [stand in Stand]?: (party: string) => string } = {
  agrees: (party) => `“${party}”同意公开，不能以保护第三方为由不予公开（条例第十五条）：请改用其他答复情形`,
  unreasonable: (party) =>
    `“${party}”不同意公开，但审查认为没有合理理由，不能以此不予公开（条例第三十二条）：请改用其他答复情形，或者重新登记审查结论`,
  disclose: (party) =>
    `“${party}”逾期未提出意见，本机关已经决定公开：请改用其他答复情形；决定改变的，请先重新登记审查第三方意见的结论`,
};
