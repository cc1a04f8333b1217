import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { quote, type Relief } from '../law/fees.ts';
import type { LetterContent } from '../letters/letter-kinds.ts';
import { itemsOfMonth, priceOf } from './items-of-month.ts';

/** What the tariff asks for: by items the place of this request in the applicant's month, by pages those of this request. */
export const tariffOf = ({ basis, quantity }: Pick<LetterContent<'fee'>, 'basis' | 'quantity'>): number =>
  basis === 'items' ? priceOf(quantity) : quote({ pages: quantity }).total;

export interface ReliefDecided {
  readonly decision: Relief;
  readonly yuan: number | null;
  readonly reason: string;
}

/** What was decided last about paying less; undefined where nothing was. */
export const reliefOf = async (db: Db | Tx, requestId: string): Promise<ReliefDecided | undefined> =>
  (await db
    .selectFrom('request_relief')
    .select(['decision', 'yuan', 'reason'])
    .where('request_id', '=', requestId)
    .orderBy('id', 'desc')
    .executeTakeFirst()) as ReliefDecided | undefined;

/** What is taken off. */
export const takenOff = (tariff: number, relief: ReliefDecided | undefined): number => {
  if (relief?.decision === 'waived') return tariff;
  return relief?.decision === 'reduced' ? Math.min(tariff, relief.yuan ?? 0) : 0;
};

/** Why a notice of fee cannot go out: it counts what the ledger does not, asks nothing, or leaves a wish to pay less without an answer. */
export async function feeDefects(
  { tx }: Act,
  { id }: Pick<MatterRow, 'id'>,
  content: LetterContent<'fee'>,
): Promise<string[]> {
  const reasons: string[] = [];
  if (content.basis === 'items') {
    const { month, own } = await itemsOfMonth(tx, id);
    if (own && own.nth !== content.quantity)
      reasons.push(`按台账，本件是该申请人${month.replace('-', '年')}月的第${own.nth}件，件数请填写${own.nth}`);
  }
  const tariff = tariffOf(content);
  if (tariff === 0) reasons.push('按所填的数量不收费，不需要发收费通知：请退回修改');
  const { relief_reason: asked } = await tx
    .selectFrom('request')
    .select('relief_reason')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const relief = await reliefOf(tx, id);
  if (asked && !relief) reasons.push('申请人申请减免费用，还没有决定：请先由信息公开工作机构负责人决定是否减免');
  if (tariff > 0 && takenOff(tariff, relief) === tariff) reasons.push('已经决定免收或者减收后不需要缴费，不发收费通知');
  return reasons;
}
