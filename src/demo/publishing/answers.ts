import type { CheckKey, Confirmation, GateFinding } from '#commons/publishing/index.ts';
import type { DemoDocument } from './document.ts';

/** What a secrecy reviewer says, where a document of the demonstration brings no answer of its own, by what was found. */
const USUAL: Readonly<Record<CheckKey, (finding: GateFinding) => string>> = {
  parts: () => '本文体例特殊，该部分内容已在正文其他段落写明。',
  writing: () => '不影响阅读和理解，已提醒拟稿人以后改进。',
  links: () => '已逐一打开核对，链接有效。',
  references: () => '所引文件已经公开，引用准确。',
  interpretation: () => '不涉及公众权利义务，不需要另行解读。',
  consultation: () => '已按规定征求意见。',
  'joint-issue': () => '已由牵头机关公开。',
  materials: () => '材料已齐。',
  'display-period': () => '公示期间按有关规定确定。',
  'personal-data': ({ where }) =>
    `${where}是本机关对外公布的办公联系方式或者依法应当公示的信息，不属于个人隐私，可以公开（条例第二十条）。`,
  secrecy: () => '经核对，该词是对法定制度的表述，文件本身不涉密，也没有标密内容。',
  hidden: () => '隐藏部分已经打开查看，是计算用的辅助列，不含不宜公开的内容。',
  metadata: () => '附件属性中只有拟稿处室名称，不含个人信息。',
  wording: ({ excerpt }) => `「${excerpt.slice(0, 20)}」系引用原文或者规范表述，经核对无误。`,
  pictures: ({ where }) => `看过${where}，没有涉密内容、个人信息和其他不宜公开的画面。`,
  unreadable: () => '已打开原件逐页核对，内容与正文一致，不涉密。',
};

/** An answer to each finding that asks for one. What blocks has no answer: it must be mended. */
export function answersTo(findings: readonly GateFinding[], { answers }: DemoDocument): Confirmation[] {
  return findings
    .filter(({ severity }) => severity === 'confirm')
    .map((finding) => ({
      finding: finding.key,
      reason: (answers?.[finding.check] ?? USUAL[finding.check](finding)).slice(0, 300),
    }));
}
