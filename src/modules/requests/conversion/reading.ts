import { chineseDate } from '#kernel/dates.ts';
import { type MatterRow, seenMatter } from '#commons/casework/index.ts';
import { documentPath } from '#commons/publishing/index.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import type { ConversionLine } from './contract.ts';

const TRIGGERS = { repeated: '多位申请人申请同一信息', suggested: '申请人建议', office: '工作人员提出' } as const;
const DECISIONS = { publish: '转为主动公开', decline: '不转为主动公开' } as const;

/** What stands on the page of the matter, beside its history. A request that is restricted to others is counted and not named. */
export async function aboutConversion(
  db: Db | Tx,
  matter: Pick<MatterRow, 'id'>,
  shown: (ids: readonly string[]) => Promise<(id: string) => boolean>,
): Promise<{ readonly label: string; readonly value: string }[]> {
  const row = await db.selectFrom('request_conversion').selectAll().where('id', '=', matter.id).executeTakeFirst();
  if (!row) return [];
  const requests = await db
    .selectFrom('request_conversion_request as c')
    .innerJoin('matter as m', 'm.id', 'c.request_id')
    .select(['m.id', 'm.number', 'c.likeness', 'c.suggested'])
    .where('c.conversion_id', '=', matter.id)
    .orderBy('c.likeness', 'desc')
    .orderBy('m.number')
    .execute();
  const isShown = await shown(requests.map(({ id }) => id));
  const decision = row.decision as keyof typeof DECISIONS | null;
  const document = row.document_id
    ? await db
        .selectFrom('document as d')
        .innerJoin('matter as m', 'm.id', 'd.id')
        .select(['d.index_number', 'm.title'])
        .where('d.id', '=', row.document_id)
        .executeTakeFirst()
    : undefined;
  const lines = [
    { label: '由来', value: TRIGGERS[row.trigger as keyof typeof TRIGGERS] },
    { label: '信息名称', value: row.topic },
    {
      label: '相近的申请',
      value: requests
        .map(
          ({ id, number, likeness, suggested }) =>
            `${isShown(id) ? number : '限定知悉'}（${suggested ? '申请人建议，' : ''}相近 ${Math.round(likeness * 100)}%）`,
        )
        .join('、'),
    },
    { label: '意见', value: decision ? DECISIONS[decision] : '' },
    { label: '理由', value: row.grounds ?? '' },
    { label: '承诺公开的日期', value: row.publish_by ? chineseDate(row.publish_by) : '' },
    { label: '文稿', value: document ? `${document.title}（${document.index_number}）` : '' },
  ];
  return lines.filter(({ value }) => value !== '');
}

/** For whoever may see the request; not found for everybody else. */
export async function conversionsOf(services: Services, actor: Actor, requestId: string): Promise<ConversionLine[]> {
  const { db, catalogue } = services;
  await seenMatter(db, services, actor, requestId);
  const rows = await db
    .selectFrom('request_conversion_request as r')
    .innerJoin('request_conversion as c', 'c.id', 'r.conversion_id')
    .innerJoin('matter as m', 'm.id', 'c.id')
    .leftJoin('document as d', 'd.id', 'c.document_id')
    .select([
      'c.id',
      'm.number',
      'm.kind',
      'c.topic',
      'm.state',
      'c.decided_on as decidedOn',
      'd.index_number as index',
    ])
    .where('r.request_id', '=', requestId)
    .orderBy('m.number', 'desc')
    .execute();
  return rows.map(({ index, kind, ...row }) => ({
    ...row,
    stateLabel: catalogue.kinds.get(kind)?.workflow.states[row.state]?.label ?? row.state,
    publishedAt: row.state === 'published' && index ? documentPath(index) : null,
  }));
}
