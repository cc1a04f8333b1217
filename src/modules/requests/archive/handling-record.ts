import { chineseDate, chineseDateTime, type LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { RETURN_REASONS, SENDING_CHANNELS } from '../delivery/contract.ts';
import { ANSWER_KINDS } from '../answers/answer-kinds.ts';
import { openWords } from '../answers/answers.ts';
import { DISPUTE_KINDS, DISPUTE_OUTCOMES, type DisputeKind, type DisputeOutcome } from '../disputes/contract.ts';
import { letterKind, PARTY_KINDS, type PartyKind } from '../letters/letter-kinds.ts';
import { consultationsHeldFor, lineage } from '../related/lineage.ts';
import { type Finding, FINDINGS } from '../third-parties/findings.ts';
import type { Paper } from './papers.ts';

const on = (day: LocalDate | null, none = '没有登记'): string => (day ? chineseDate(day) : none);

/** 办理记录: searches, who was asked and what they said, letters with how they left and arrived, fees, what the applicant said online, reviews and suits. */
export async function handlingRecord(services: Services, db: Db, organ: string, requestId: string): Promise<Paper> {
  return {
    organ,
    title: '政府信息公开申请办理记录',
    sections: [
      { heading: '检索', lines: await searches(db, requestId) },
      { heading: '文书和送达', lines: await deliveries(db, requestId) },
      { heading: '征求意见', lines: await consultations(db, requestId) },
      { heading: '费用', lines: await fees(db, requestId) },
      { heading: '申请人网上提交的内容', lines: await answers(services, db, requestId) },
      { heading: '核验身份重新发放查询码', lines: await codeChecks(db, requestId) },
      { heading: '行政复议、行政诉讼', lines: await disputes(db, requestId) },
    ],
  };
}

async function searches(db: Db, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_search')
    .selectAll()
    .where('request_id', 'in', lineage(requestId))
    .orderBy('id')
    .execute();
  return rows.map(
    (row) =>
      `${chineseDate(row.searched_on)}，${row.people || '没有写明检索人'}检索${row.systems}，检索词：${row.words}；${row.found ? '找到' : '没有找到'}：${row.result}`,
  );
}

async function deliveries(db: Db, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_letter as l')
    .innerJoin('person as d', 'd.id', 'l.drafted_by')
    .leftJoin('person as a', 'a.id', 'l.approved_by')
    .leftJoin('person as i', 'i.id', 'l.issued_by')
    .leftJoin('person as s', 's.id', 'l.sent_by')
    .selectAll('l')
    .select(['d.name as drafter', 'a.name as approver', 'i.name as issuer', 's.name as sender'])
    .where('l.request_id', '=', requestId)
    .where('l.number', 'is not', null)
    .orderBy('l.id')
    .execute();
  const returns = await db
    .selectFrom('request_letter_return as b')
    .innerJoin('request_letter as l', 'l.id', 'b.letter_id')
    .select(['b.letter_id as of', 'b.returned_on as on', 'b.reason', 'b.evidence'])
    .where('l.request_id', '=', requestId)
    .orderBy('b.id')
    .execute();
  return rows.map((row) => {
    const back = returns
      .filter(({ of }) => of === row.id)
      .map(
        ({ on: day, reason, evidence }) =>
          `；${chineseDate(day)}退回：${RETURN_REASONS[reason as keyof typeof RETURN_REASONS] ?? reason}（${evidence}）`,
      )
      .join('');
    const hands = `${row.drafter}拟写，${row.approver ?? ''}审核，${row.issuer ?? ''}签发`;
    const channel = SENDING_CHANNELS[row.channel as keyof typeof SENDING_CHANNELS] ?? row.channel ?? '';
    const sent = row.sent_on
      ? `${chineseDate(row.sent_on)}由${row.sender ?? ''}发出（${channel}），送达：${on(row.delivered_on)}${row.delivery_proof ? `（${row.delivery_proof}）` : ''}`
      : '没有发出';
    return `${letterKind(row.kind)?.label ?? row.kind}（${row.number}）：${hands}；${sent}${back}`;
  });
}

async function consultations(db: Db, requestId: string): Promise<string[]> {
  const held = consultationsHeldFor(requestId);
  const rows = await db.selectFrom('request_consultation').selectAll().where('id', 'in', held).orderBy('id').execute();
  const opinions = await db
    .selectFrom('request_opinion')
    .select(['consultation_id as of', 'answered_on as on', 'agrees', 'opinion'])
    .where('consultation_id', 'in', held)
    .orderBy('id')
    .execute();
  const findings = await db
    .selectFrom('request_opinion_finding')
    .select(['consultation_id as of', 'finding', 'reason'])
    .where('consultation_id', 'in', held)
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const said = opinions
      .filter(({ of }) => of === row.id)
      .map(
        ({ on: day, agrees, opinion }) => `${chineseDate(day)}回复，${agrees ? '同意公开' : '不同意公开'}：${opinion}`,
      );
    const found = findings
      .filter(({ of }) => of === row.id)
      .map(({ finding, reason }) => `${FINDINGS[finding as Finding]}：${reason}`);
    const over = row.closed_on ? [`逾期未回复，${chineseDate(row.closed_on)}结束：${row.decision ?? ''}`] : [];
    const back = row.returned_on ? [`${chineseDate(row.returned_on)}退回`] : [];
    const outcome = [...back, ...said, ...over, ...found];
    return `${PARTY_KINDS[row.party_kind as PartyKind]}${row.party}：${chineseDate(row.sent_on)}发出，送达：${on(row.delivered_on)}；${outcome.length > 0 ? outcome.join('；') : '没有结束'}`;
  });
}

async function fees(db: Db, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_fee')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute();
  const reliefs = await db
    .selectFrom('request_relief')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute();
  return [
    ...reliefs.map(
      ({ decision, yuan, reason }) =>
        `减免决定：${{ none: '不减免', reduced: `减收${yuan ?? 0}元`, waived: '免收' }[decision] ?? decision}，理由：${reason}`,
    ),
    ...rows.map(
      (row) =>
        `${row.basis === 'items' ? '按件' : '按页'}${row.quantity}，应缴${row.amount_yuan}元；缴费：${row.paid_on ? `${chineseDate(row.paid_on)}，票据号${row.voucher ?? ''}` : '没有缴费'}`,
    ),
  ];
}

async function answers({ secrets }: Services, db: Db, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_answer')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('sent_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const { text, voucher } = openWords(secrets, row.id, row.words);
    const kind = row.kind === 'download' ? '下载文书' : ANSWER_KINDS[row.kind as keyof typeof ANSWER_KINDS].noun;
    const said = [
      row.grade && `评价第${row.grade}级`,
      text,
      voucher && `票据号${voucher}`,
      row.why,
      row.handled_note && `处理：${row.handled_note}`,
    ];
    return `${chineseDateTime(row.sent_at)}，${kind}${said.some(Boolean) ? `：${said.filter(Boolean).join('；')}` : ''}`;
  });
}

async function codeChecks(db: Db, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_code_check as c')
    .leftJoin('request_code_check_words as w', 'w.check_id', 'c.id')
    .select(['c.checked_at', 'c.matched', 'w.evidence'])
    .where('c.request_id', '=', requestId)
    .orderBy('c.checked_at')
    .execute();
  return rows.map(
    (row) => `${chineseDateTime(row.checked_at)}，${row.matched ? '相符' : '不符'}：${row.evidence ?? ''}`,
  );
}

async function disputes(db: Db, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_dispute')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('filed_on')
    .orderBy('id')
    .execute();
  return rows.map(
    (row) =>
      `${DISPUTE_KINDS[row.kind as DisputeKind]}，${row.organ}，${row.case_number}，${chineseDate(row.filed_on)}受理；${row.outcome ? `${on(row.decided_on)}${DISPUTE_OUTCOMES[row.outcome as DisputeOutcome]}` : '没有审结'}${row.note ? `；${row.note}` : ''}`,
  );
}
