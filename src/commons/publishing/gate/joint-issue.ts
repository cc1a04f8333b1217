import { jointIssueOf } from '../joint-issue.ts';
import { finding } from './finding.ts';
import type { GateCheck } from './looked-at.ts';

/**
 * What several organs made is published by the one that led (条例第十条): where that is another, the public is led to its publication, or
 * somebody says why the document goes out here without.
 */
export const jointIssueCheck: GateCheck = {
  key: 'joint-issue',
  run: async ({ db, content }) => {
    if (content.disclosure !== 'active' || content.leadPublication?.trim() || content.leadReason?.trim()) return [];
    const joint = await jointIssueOf(db, content);
    if (!joint || joint.weLead) return [];
    const sentence = `由牵头制作的机关（${joint.lead}）负责公开（条例第十条）：请填写它的公开地址；它还没有公开的，写明由本局公开的理由`;
    return [
      finding({
        check: 'joint-issue',
        severity: 'block',
        field: 'content.leadPublication',
        where: '联合发文',
        excerpt: '',
        sentence,
      }),
    ];
  },
};
