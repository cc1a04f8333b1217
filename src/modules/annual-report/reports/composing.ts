import { publicDocuments } from './public-documents.ts';
import { addAttachment, receiveFile } from '#commons/attachments/index.ts';
import { lockSeen, seenMatter } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { type Content, createDocument } from '#commons/publishing/index.ts';
import { forbidden, refused } from '#kernel/errors.ts';
import { type Actor, grantFor } from '#kernel/policy.ts';
import type { Tx } from '#platform/db.ts';
import { act, type Services } from '#platform/services.ts';
import { annualReportPolicy } from '../policy.ts';
import { reportDocx } from '../printing/docx.ts';
import { reportHtml } from '../printing/page.ts';
import { reportXlsx } from '../printing/sheets.ts';
import type { ReportData } from '../publication.ts';
import { editionOf } from './editions.ts';
import { HANDED_IN } from '../workflow.ts';
import { reportById, titleOf } from './rows.ts';

/**
 * Drafts the publication of the edition handed in: page, .docx and .xlsx of the same figures, in the column of annual reports. It goes through
 * the door as every document does. A correction replaces the page before, which stays to be read. Refuses what was not handed in, and an
 * edition drafted already.
 */
export async function composeReport(services: Services, actor: Actor, id: string): Promise<string> {
  const { matter } = await seenMatter(services.db, services, actor, id);
  const grant = grantFor(annualReportPolicy['annual-report.compose'], actor, matter);
  if (!grant || grant === 'staff') throw forbidden('公布稿由本局的起草人起草');
  const report = await reportById(services.db, id);
  const edition = await editionOf(services.db, id, report.edition);
  if (!edition || !HANDED_IN.includes(matter.state)) throw refused(['审核通过、报送以后才能起草公布稿']);
  const title = titleOf(report);
  // Files are written and scanned before any transaction.
  const files = [
    await receiveFile(services, actor, await reportDocx(edition.figures, title), `${title}.docx`, 'result'),
    await receiveFile(services, actor, await reportXlsx(edition.figures), `${title}（数据表）.xlsx`, 'result'),
  ];
  return act(services, actor, async (a) => {
    await lockSeen(a, id);
    if ((await reportById(a.tx, id)).edition !== edition.number) throw refused(['报告有了新的一版，请刷新后再起草']);
    if (await drafted(a.tx, edition.id)) throw refused(['这一版的公布稿已经起草，请到公布稿里办理']);
    const attachments: NonNullable<Content['attachments']> = [];
    for (const file of files)
      attachments.push({
        id: await addAttachment(a, { file, purpose: 'result' }),
        name: file.name,
        hash: file.hash,
        size: file.size,
        mediaType: file.mediaType,
      });
    const before = await releasedBefore(a.tx, id);
    const { proactive, applications, review, authority } = edition.figures;
    const data: ReportData = {
      reportId: id,
      year: report.year,
      edition: edition.number,
      authority,
      figuresHash: edition.hash,
      proactive: { ...proactive },
      applications: { ...applications },
      review: { ...review },
    };
    const content: Content = {
      title,
      issuingUnitId: report.bureauId,
      formedOn: a.today,
      columnKey: 'annual-reports',
      disclosure: 'active',
      opennessClass: 'management',
      statutoryClass: 15,
      topic: 'openness',
      source: authority,
      summary:
        `${authority}${report.year}年政府信息公开工作情况，含主动公开、依申请公开和行政复议、行政诉讼数据。`.slice(
          0,
          500,
        ),
      keywords: '政府信息公开;年度报告',
      bodyHtml: reportHtml(edition.figures),
      data: { ...data },
      attachments,
      ...(before && { relations: [{ kind: 'supersedes' as const, documentId: before }] }),
    };
    const document = await createDocument(
      a,
      { type: 'annual-report', leadUnitId: grant.unitId, content },
      { byCommand: true },
    );
    await a.tx
      .insertInto('annual_report_document')
      .values({ document_id: document.id, edition_id: edition.id })
      .execute();
    await appendJournal(a, {
      chain: matterChain(id),
      action: 'annual-report.composed',
      payload: { edition: edition.number, documentId: document.id, hash: edition.hash },
    });
    return document.id;
  });
}

const drafted = (tx: Tx, editionId: string) =>
  tx.selectFrom('annual_report_document').select('document_id').where('edition_id', '=', editionId).executeTakeFirst();

async function releasedBefore(tx: Tx, reportId: string): Promise<string | undefined> {
  const row = await publicDocuments(tx, reportId).orderBy('e.number', 'desc').executeTakeFirst();
  return row?.id;
}
