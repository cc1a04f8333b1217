import type { LocalDate } from '#kernel/dates.ts';
import { CivilDate, fileSize } from '#workbench/kit/index.ts';
import type { DocumentDetail } from '../document-contract.ts';
import { Prose } from './prose.tsx';

/** The current revision as the portal lays it out. */
export function DocumentPreview({
  detail: { current, issuingUnitName },
}: {
  readonly detail: Pick<DocumentDetail, 'current' | 'issuingUnitName'>;
}) {
  const { title, source, jointOrgans, formedOn, documentNumber, bodyHtml, media, attachments = [] } = current.content;
  return (
    <article className="preview" aria-label="文稿预览，与门户页面一致">
      <h2>{title}</h2>
      <p className="preview-meta">
        {documentNumber && <span>{documentNumber}</span>}
        {jointOrgans && <span>联合发文：{jointOrgans.join('、')}</span>}
        <span>信息来源：{source ?? issuingUnitName}</span>
        <span>
          成文日期：
          {formedOn ? <CivilDate on={formedOn as LocalDate} /> : '签发时确定'}
        </span>
      </p>
      <Prose html={bodyHtml} media={media} attachments={attachments} />
      {attachments.length > 0 && (
        <section aria-label="附件" className="preview-files">
          <h3>附件</h3>
          <ol>
            {attachments.map(({ id, name, size }) => (
              <li key={id}>
                <a href={`/api/attachments/${id}/content`} download>
                  {name}
                </a>
                <span className="muted">（{fileSize(size)}）</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </article>
  );
}
