import { replacementsOf } from '../answers/replacing.ts';
import { chineseDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { openApplicant } from '../applicant.ts';
import {
  APPLICANT_CLASSES,
  type ApplicantClass,
  type Channel,
  CHANNELS,
  ID_KINDS,
  requestContent,
  WANTED_CHANNELS,
  WANTED_FORMS,
} from '../contract.ts';
import type { Paper } from './papers.ts';

/** 申请登记表: who asked, what, how it came and when, with everything that was added to it; not masked, for it is the file itself. */
export async function applicationSheet(
  { secrets }: Services,
  db: Db,
  organ: string,
  requestId: string,
): Promise<Paper> {
  const row = await db
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .selectAll('r')
    .select(['m.number', 'm.received_on'])
    .where('r.id', '=', requestId)
    .executeTakeFirstOrThrow();
  const corrections = await db
    .selectFrom('request_correction')
    .select(['corrected_on as on', 'text'])
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute();
  const replaced = await replacementsOf(db, requestId);
  const reasons = await db
    .selectFrom('request_reasons')
    .select(['given_on as on', 'text'])
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute();
  const who = row.applicant ? openApplicant(secrets, requestId, row.applicant) : {};
  return {
    organ,
    title: '政府信息公开申请登记表',
    sections: [
      {
        heading: '登记',
        lines: [
          `申请编号：${row.number}`,
          `回执编号：${row.receipt}`,
          `渠道：${CHANNELS[row.channel as Channel]}`,
          `到达日期：${chineseDate(row.arrived_on)}`,
          `收到申请之日：${row.confirmed_on ? chineseDate(row.received_on) : '没有确认'}`,
          ...(row.receipt_evidence ? [`确认收到的依据：${row.receipt_evidence}`] : []),
          `内容指纹（SHA-256）：${row.content_hash}`,
        ],
      },
      {
        heading: '申请人',
        lines: [
          `类别：${APPLICANT_CLASSES[row.applicant_class as ApplicantClass]}`,
          ...Object.entries(who).map(([name, value]) => `${titleOf(name)}：${shown(name, String(value))}`),
        ],
      },
      {
        heading: '申请内容',
        lines: [
          row.description,
          `获取信息的方式：${WANTED_FORMS[row.wanted_form as keyof typeof WANTED_FORMS]}`,
          `获取信息的途径：${WANTED_CHANNELS[row.wanted_channel as keyof typeof WANTED_CHANNELS]}`,
          ...(row.relief_reason ? [`申请减免费用的理由：${row.relief_reason}`] : []),
        ],
      },
      {
        heading: '确认收到以前更正的内容（代替上面的内容）',
        lines: replaced.map(({ on, text, contentHash }) => `${chineseDate(on)}：${text}（内容指纹：${contentHash}）`),
      },
      { heading: '补正', lines: corrections.map(({ on, text }) => `${chineseDate(on)}：${text}`) },
      { heading: '说明的理由', lines: reasons.map(({ on, text }) => `${chineseDate(on)}：${text}`) },
    ],
  };
}

// TypeBox types each keyword; here a schema is read by name.
const properties = requestContent.properties as Readonly<Record<string, { readonly title?: string } | undefined>>;
const titleOf = (name: string): string => properties[name]?.title ?? name;
const shown = (name: string, value: string): string =>
  /IdKind$|^idKind$/.test(name) ? ((ID_KINDS as Readonly<Record<string, string>>)[value] ?? value) : value;
