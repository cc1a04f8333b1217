import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { Facts } from '#workbench/kit/index.ts';
import { DISCLOSURES, NON_DISCLOSURE_BASES, OPENNESS_CLASSES, statutoryLabel, TOPICS } from '../statutory-kinds.ts';
import { keyWordsShown } from '#kernel/key-words.ts';
import type { Content } from '../contract.ts';
import type { DocumentDetail } from '../document-contract.ts';

/** What is declared about a document, in the words of the law. */
export function DeclaredFacts({ detail }: { readonly detail: DocumentDetail }) {
  const { content, changedOn } = detail.current;
  return (
    <Facts
      facts={[
        ['索引号', detail.indexNumber],
        ['信息类别', detail.typeLabel],
        ['文号', content.documentNumber],
        ['成文日期', content.formedOn ? chineseDate(content.formedOn as LocalDate) : '由签发人签发时确定'],
        ['发布机构', detail.issuingUnitName],
        ...jointFacts(content),
        ['栏目', detail.columnName],
        ['公开属性', DISCLOSURES[content.disclosure]],
        ['法律依据', content.disclosureBasis && NON_DISCLOSURE_BASES[content.disclosureBasis]],
        ['不主动公开的理由', content.disclosureReason],
        ['五公开', OPENNESS_CLASSES[content.opennessClass]],
        ['法定内容', statutoryLabel(content.statutoryClass)],
        ['主题', content.topic && TOPICS[content.topic]],
        ['内容概述', content.summary],
        ['关键词', content.keywords && keyWordsShown(content.keywords)],
        ['信息变更日期（向社会公开，与正文一并签署）', changedOn && chineseDate(changedOn)],
        [`${changedOn ? '变更' : '更正'}说明（向社会公开，与正文一并签署）`, detail.current.correctionReason],
      ]}
    />
  );
}

/** 联合发文: who issues it together, and what is said of the organ that leads; nothing where one issues it alone. */
export const jointFacts = ({ jointOrgans, leadPublication, leadReason }: Content) =>
  [
    ['联合发文机关（牵头在前）', jointOrgans?.join('、')],
    ['牵头机关的公开地址', leadPublication],
    ['由本局公开的理由（不向社会公开）', leadReason],
  ] as const;
