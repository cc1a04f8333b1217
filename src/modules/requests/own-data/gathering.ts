import { chineseDate, chineseDateTime, civilDate, type LocalDate } from '#kernel/dates.ts';
import { maskCitizenId } from '#kernel/masking.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Tx } from '#platform/db.ts';
import { cleanFileName } from '#platform/files.ts';
import type { Services } from '#platform/services.ts';
import type { ZipPart } from '#platform/zip.ts';
import { openApplicant } from '../applicant.ts';
import { replacementsOf } from '../answers/replacing.ts';
import {
  type Applicant,
  CHANNELS,
  type Channel,
  UPLOAD_PURPOSES,
  type UploadPurpose,
  WANTED_CHANNELS,
  WANTED_FORMS,
} from '../contract.ts';
import { letterKind } from '../letters/letter-kinds.ts';
import { lettersAbout, lineage } from '../related/lineage.ts';
import { dueFor } from '../retention/schedule.ts';
import { retentionSettings } from '../retention/settings.ts';
import { filesGiven } from '../tracking/files.ts';
import { openUpload } from '../uploads/kept-files.ts';
import { saidAndLooked } from './said-and-looked.ts';
import { readable, titled } from './sheet.ts';

/**
 * Everything of a request that is its applicant's own: what they sent and gave of themselves, what was sent to them, what they said, who looked at
 * their data, and until when it is kept. Nothing of third parties, of other organs' opinions, of records that were not given out, and no names of
 * staff: those are data of others. Numbers of documents are masked and proofs of identity left out: number and code open this, and may have been found by
 * somebody else; the whole is given to whoever shows their document. Undefined once the request is anonymised.
 */
export async function ownDataParts(
  services: Services,
  tx: Tx,
  matter: MatterRow,
  untilOn: LocalDate,
): Promise<ZipPart[] | undefined> {
  const request = await tx.selectFrom('request').selectAll().where('id', '=', matter.id).executeTakeFirstOrThrow();
  if (!request.applicant || request.anonymised_at) return undefined;
  const uploads = await uploadsOf(services, tx, matter.id);
  const given = await Promise.all(
    (await filesGiven(tx, matter.id)).map(async (file, i) => ({
      name: numbered('发给您的文书和材料', i, file.name),
      bytes: await file.bytes(services, tx),
    })),
  );
  const sections = {
    ...(await application(services, tx, request, matter)),
    上传的文件: uploads.map(({ name, purpose, on, hash }) => ({
      文件: name,
      用途: purpose,
      收到日期: on,
      'SHA-256': hash,
    })),
    ...(await letters(tx, matter.id)),
    ...(await saidAndLooked(services, tx, matter.id)),
    保存期限: await keptUntil(tx, matter),
  };
  const said = [
    `回执编号 ${request.receipt} 的个人信息副本，${chineseDateTime(services.time.now())}制作。`,
    '依据《个人信息保护法》第四十五条提供。包括您提交的和本机关就这件申请保存的您的个人信息、发给您的文书、您在网上提交的内容，以及谁在哪一天查看过您的身份信息。',
    '不包括属于他人的内容：第三方和其他机关的意见、没有提供给您的材料、工作人员的姓名。',
    `这个文件在网上保留到${chineseDate(untilOn)}（含当天），到期自动清除；每次下载都有记录。请妥善保管。`,
    '凭编号和查询码提供的副本，证件号码只显示首尾，不含身份证明和授权委托材料；需要的，请携带身份证件到政务公开办公室办理。',
    '信息不准确的，可以要求更正（第四十六条）；符合第四十七条情形的，可以要求删除。',
  ];
  return [
    { name: '个人信息副本.html', bytes: readable(said, sections) },
    { name: '个人信息副本.json', bytes: Buffer.from(`${JSON.stringify(sections, null, 2)}\n`, 'utf8') },
    ...uploads.map(({ name, bytes }, i) => ({ name: numbered('您上传的文件', i, name), bytes })),
    ...given,
  ];
}

/** Names people gave may be alike; a number before each keeps them apart. */
const numbered = (folder: string, i: number, name: string): string =>
  `${folder}/${String(i + 1).padStart(2, '0')} ${cleanFileName(name)}`;

async function uploadsOf({ secrets }: Services, tx: Tx, requestId: string) {
  const rows = await tx
    .selectFrom('request_upload')
    .select(['id', 'purpose', 'received_at', 'hash', 'sealed'])
    .where('request_id', 'in', lineage(requestId))
    .where('sealed', 'is not', null)
    .where('purpose', '=', 'attachment' satisfies UploadPurpose)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, purpose, received_at, hash, sealed }) =>
    sealed
      ? [
          {
            ...openUpload(secrets, id, sealed),
            purpose: UPLOAD_PURPOSES[purpose as UploadPurpose],
            on: civilDate(received_at),
            hash,
          },
        ]
      : [],
  );
}

/** As it was sent, what was put in its place or added, and who asked with everything they gave of themselves. */
async function application({ secrets }: Services, tx: Tx, request: RequestRow, matter: MatterRow) {
  const added = await tx
    .selectFrom('request_correction')
    .select(['corrected_on', 'text'])
    .where('request_id', 'in', lineage(request.id))
    .orderBy('id')
    .execute();
  const reasons = await tx
    .selectFrom('request_reasons')
    .select(['given_on', 'text'])
    .where('request_id', 'in', lineage(request.id))
    .orderBy('id')
    .execute();
  return {
    申请: {
      回执编号: request.receipt,
      申请编号: matter.number,
      提出的方式: CHANNELS[request.channel as Channel],
      提交时间: chineseDateTime(request.submitted_at),
      到达日期: request.arrived_on,
      收到申请之日: request.confirmed_on ? matter.receivedOn : null,
      所需政府信息: request.description,
      获取信息的方式: WANTED_FORMS[request.wanted_form as keyof typeof WANTED_FORMS],
      获取信息的途径: WANTED_CHANNELS[request.wanted_channel as keyof typeof WANTED_CHANNELS],
      申请减免费用的理由: request.relief_reason,
      内容指纹: request.content_hash,
    },
    申请人: request.applicant ? titled(masked(openApplicant(secrets, request.id, request.applicant))) : {},
    确认收到以前更正的内容: (await replacementsOf(tx, request.id)).map(({ on, text }) => ({ 日期: on, 内容: text })),
    补正和补充: added.map(({ corrected_on, text }) => ({ 日期: corrected_on, 内容: text })),
    说明的理由: reasons.map(({ given_on, text }) => ({ 日期: given_on, 内容: text })),
  };
}

const masked = (who: Applicant): Applicant => ({
  ...who,
  ...(who.idNumber && { idNumber: maskCitizenId(who.idNumber) }),
  ...(who.agentIdNumber && { agentIdNumber: maskCitizenId(who.agentIdNumber) }),
});

type RequestRow = Awaited<ReturnType<typeof requestRow>>;
const requestRow = (tx: Tx, id: string) =>
  tx.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** What was sent to the applicant, when and how it arrived; the letters themselves lie beside. */
async function letters(tx: Tx, requestId: string) {
  const rows = await tx
    .selectFrom('request_letter')
    .select(['id', 'kind', 'number', 'sent_on', 'channel', 'delivered_on'])
    .where('id', 'in', lettersAbout(requestId))
    .where('state', '=', 'sent')
    .orderBy('sent_on')
    .orderBy('id')
    .execute();
  const ours = rows.filter(({ kind }) => letterKind(kind)?.to === 'applicant');
  const returned = await tx
    .selectFrom('request_letter_return')
    .select(['letter_id', 'returned_on'])
    .where('letter_id', 'in', ours.length > 0 ? ours.map(({ id }) => id) : [requestId])
    .execute();
  return {
    文书和送达: ours.map(({ id, kind, number, sent_on, channel, delivered_on }) => ({
      文书: letterKind(kind)?.label ?? kind,
      文号: number,
      发出日期: sent_on,
      途径: channel && (WANTED_CHANNELS[channel as keyof typeof WANTED_CHANNELS] ?? channel),
      送达日期: delivered_on,
      退回日期: returned.filter(({ letter_id }) => letter_id === id).map(({ returned_on }) => returned_on),
    })),
  };
}

async function keptUntil(tx: Tx, matter: MatterRow) {
  const schedule = await retentionSettings.current(tx);
  if (!matter.closedOn) return { 说明: `办结以后至少保存 ${Math.min(schedule.answeredYears, schedule.endedYears)} 年` };
  const { on, basis } = dueFor(matter.state, matter.closedOn, schedule);
  return { 保存到: on, 说明: `${basis}；到期经两人核对后匿名` };
}
