import type { LetterLine } from '../detail-contract.ts';

/** A letter as it is printed, and as a Word file. */
export function LetterFiles({ requestId, letter }: { readonly requestId: string; readonly letter: LetterLine }) {
  const under = `/api/requests/${requestId}/letters/${letter.id}`;
  const of = letter.number ?? letter.label;
  return (
    <p className="letter-files">
      <a href={`${under}/pdf`} aria-label={`${of}的正式文本（PDF）`}>
        {letter.number ? '正式文本（PDF）' : '预览（PDF）'}
      </a>
      <a href={`${under}/docx`} aria-label={`${of}的 Word 文件`}>
        Word 文件
      </a>
    </p>
  );
}
