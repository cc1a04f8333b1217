import { sql } from 'kysely';
import { chineseDateTime, type LocalDate } from '#kernel/dates.ts';
import type { Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { answerKind } from '../answers/answer-kinds.ts';
import { openWords } from '../answers/answers.ts';
import { GRADES } from '../answers/contract.ts';
import { noticeLabel } from '../notices/words.ts';

/** What the applicant said with number and code, what was told to them, how their code was handed out anew, and who looked at their data. */
export async function saidAndLooked({ secrets }: Services, tx: Tx, requestId: string) {
  const said = await tx
    .selectFrom('request_answer')
    .select(['id', 'kind', 'sent_at', 'grade', 'words', 'anonymised_at'])
    .where('request_id', '=', requestId)
    .orderBy('sent_at')
    .execute();
  const told = await tx
    .selectFrom('request_notice')
    .select(['channel', 'kind', 'sent_at'])
    .where('request_id', '=', requestId)
    .where('sent_at', 'is not', null)
    .orderBy('sent_at')
    .execute();
  const checks = await tx
    .selectFrom('request_code_check')
    .select(['checked_at', 'matched'])
    .where('request_id', '=', requestId)
    .orderBy('checked_at')
    .execute();
  return {
    您在网上提交的内容和下载: said.map(({ id, kind, sent_at, grade, words, anonymised_at }) => ({
      时间: chineseDateTime(sent_at),
      事项: answerKind(kind)?.noun ?? (kind === 'download' ? '下载文书' : '下载个人信息副本'),
      评价: grade === null ? null : (GRADES[grade - 1] ?? null),
      ...(anonymised_at === null ? openWords(secrets, id, words) : {}),
    })),
    发给您的提醒: told.map(({ channel, kind, sent_at }) => ({
      时间: sent_at && chineseDateTime(sent_at),
      方式: channel === 'sms' ? '短信' : '邮件',
      内容: noticeLabel(kind),
    })),
    核验身份重新发放查询码: checks.map(({ checked_at, matched }) => ({
      时间: chineseDateTime(checked_at),
      结果: matched ? '核验相符，发放新码' : '核验不符，没有发放',
    })),
    谁查看过您的身份信息: await looks(tx, requestId),
  };
}

/** By role and day, without names: who looked is known to the office, with the reason that was given (个人信息保护法第五十一条). */
async function looks(tx: Tx, requestId: string) {
  const { rows } = await sql<{ day: LocalDate; role: string | null; field: string; times: number }>`
    select (v.at at time zone 'Asia/Shanghai')::date as day, f.field, count(*)::int as times,
      (select string_agg(distinct u.name || p.title, '、') from post_holding h join post p on p.id = h.post_id join unit u on u.id = p.unit_id
        where h.person_id = v.person_id and h.from_on <= (v.at at time zone 'Asia/Shanghai')::date
          and (h.until_on is null or h.until_on >= (v.at at time zone 'Asia/Shanghai')::date)) as role
    from view_log v cross join unnest(v.fields) f(field)
    where v.subject_kind = 'request' and v.subject_id = ${requestId}
    group by v.person_id, 1, 2, 4 order by 1, 4, 2`.execute(tx);
  return rows.map(({ day, role, field, times }) => ({
    日期: day,
    岗位: role ?? '系统',
    查看的内容: seenWords(field),
    次数: times,
  }));
}

function seenWords(field: string): string {
  if (field === 'applicant') return '姓名、证件号码、联系方式';
  if (field.startsWith('upload.')) return '上传的文件';
  if (field.startsWith('letter')) return '文书上的姓名和地址';
  return '案卷中的身份信息';
}
