import { invalid } from '#kernel/errors.ts';
import { type MatterRow, type StepEffect, takeStepAs } from '#commons/casework/index.ts';
import { createDocument, OUTSIDE_ARTICLE_20, type PublicationListener } from '#commons/publishing/index.ts';
import { xmlText } from '#kernel/xml-text.ts';
import { type Act, systemActor } from '#platform/services.ts';
import { openApplicant } from '../applicant.ts';
import { listConverted } from './public/catalogue.ts';

/**
 * A draft in the publishing chain, made of the office's own words: of the requests it is made for it carries nothing, not even their
 * numbers. The two lead to one another inside the office alone (`request_conversion.document_id`, the parent of the draft).
 */
export async function draftOf(
  act: Act,
  matter: MatterRow,
  { title, body }: Readonly<Record<string, unknown>>,
): Promise<StepEffect> {
  const asked = await namesIn(act, matter.id, `${String(title)}\n${String(body)}`);
  if (asked.length > 0) throw invalid({ body: '文稿里出现了申请人的姓名或者名称，请删去：主动公开的内容不写申请人' });
  const paragraphs = String(body)
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
  const document = await createDocument(
    act,
    {
      type: 'announcement',
      leadUnitId: matter.leadUnitId,
      content: {
        title: String(title),
        issuingUnitId: matter.leadUnitId,
        // The day of the draft; whoever works on it may change it.
        formedOn: act.today,
        columnKey: 'announcements',
        disclosure: 'active',
        opennessClass: 'result',
        statutoryClass: OUTSIDE_ARTICLE_20,
        bodyHtml: paragraphs.map((line) => `<p>${escaped(line)}</p>`).join(''),
      },
    },
    { parentId: matter.id },
  );
  await act.tx
    .updateTable('request_conversion')
    .set({ document_id: document.id })
    .where('id', '=', matter.id)
    .execute();
  return { payload: { documentId: document.id, title } };
}

const escaped = (text: string): string =>
  xmlText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Applicants of the requests behind it whose names stand in a text. */
async function namesIn({ tx, services }: Act, conversionId: string, text: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('request_conversion_request as c')
    .innerJoin('request as r', 'r.id', 'c.request_id')
    .select(['r.id', 'r.applicant'])
    .where('c.conversion_id', '=', conversionId)
    .execute();
  return rows.flatMap(({ id, applicant }) => {
    if (applicant === null) return [];
    const { name } = openApplicant(services.secrets, id, applicant);
    return [...name].length >= 2 && text.includes(name) ? [name] : [];
  });
}

/** What the release of the draft does: the matter it was made for is concluded, and listed for the public. */
export const conversionListener: PublicationListener = async (act, { kind, documentId }) => {
  if (kind !== 'released') return;
  const row = await act.tx
    .selectFrom('request_conversion as c')
    .innerJoin('matter as m', 'm.id', 'c.id')
    .select('c.id')
    .where('c.document_id', '=', documentId)
    .where('m.state', '=', 'publishing')
    .executeTakeFirst();
  if (!row) return;
  await takeStepAs({ ...act, actor: systemActor }, row.id, 'conclude', {});
  await listConverted(act, row.id);
};
