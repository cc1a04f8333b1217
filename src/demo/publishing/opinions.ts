import type { DemoDocument } from './document.ts';

/** What people write when they agree, by the step; none writes the same every time. */
const OPINIONS = {
  headSign: [
    '内容属实，数据已与台账核对，同意送审。',
    '已审核，表述准确，同意公开。',
    '已核对依据和时限，同意送保密审查。',
    '情况属实，公开属性和类别确认无误，同意送审。',
    '同意。请按程序报送。',
  ],
  secrecySign: [
    '已逐项审查，不涉及国家秘密、工作秘密、商业秘密和个人隐私，可以公开。',
    '经审查，内容不涉密，可以主动公开。',
    '正文和表格已逐项查看，未发现不宜公开的内容。',
    '已审查，符合主动公开要求。',
  ],
  legalitySign: [
    '制定主体、权限、程序合法，内容未减损公民、法人合法权益，未增加其义务，同意。',
    '经审核，与上位法不抵触，未设定行政许可、行政处罚和行政强制，程序完备，同意。',
    '已履行征求意见、公平竞争审查程序，内容合法，同意提请集体审议。',
  ],
  issue: ['同意发布。', '同意，请按时公开。', '同意。', '同意印发并公开。'],
} as const;

/** An opinion for a step: of what is not for the public, that it is kept. */
export function opinionOf(step: keyof typeof OPINIONS, { disclosure }: DemoDocument, nth: number): string {
  if (disclosure && step === 'secrecySign') return '公开属性的理由和依据成立，同意按所定属性办理。';
  if (disclosure && step === 'issue') return '同意，按所定公开属性留存。';
  return OPINIONS[step][nth % OPINIONS[step].length] ?? OPINIONS[step][0];
}
