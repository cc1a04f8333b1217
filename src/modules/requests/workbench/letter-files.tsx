import { Button } from 'antd';
import { useState } from 'react';
import { api, type DrawerForm, fileSize, FormDrawer } from '#workbench/kit/index.ts';
import type { LetterLine } from '../detail-contract.ts';
import { LetterReason } from '../letters/contract.ts';

type Form = 'pdf' | 'docx' | 'zip';
const formsOf = (letter: LetterLine): readonly Form[] =>
  letter.package?.size ? ['pdf', 'docx', 'zip'] : ['pdf', 'docx'];

/** A letter as it is printed, and as a Word file: a link for those it waits for; everybody else says why they look. */
export function LetterFiles({ requestId, letter }: { readonly requestId: string; readonly letter: LetterLine }) {
  const [form, setForm] = useState<DrawerForm>();
  const under = `/api/requests/${requestId}/letters/${letter.id}`;
  return (
    <div className="letter-files">
      {formsOf(letter).map((as) =>
        letter.waitsForMe ? (
          <a key={as} href={`${under}/${as}`} aria-label={spokenOf(letter, as)}>
            {words(letter, as)}
          </a>
        ) : (
          <Button
            key={as}
            type="link"
            aria-label={spokenOf(letter, as)}
            onClick={() => setForm(asking(letter, as, `${under}/${as}`))}
          >
            {words(letter, as)}
          </Button>
        ),
      )}
      {letter.package?.failure && <p className="field-error">{letter.package.failure}</p>}
      <FormDrawer form={form} close={() => setForm(undefined)} renews={[]} />
    </div>
  );
}

const words = (letter: LetterLine, as: Form) =>
  as === 'zip'
    ? `连同公开件的文件包（ZIP，${fileSize(letter.package?.size ?? 0)}）`
    : as === 'docx'
      ? 'Word 文件'
      : letter.number
        ? '正式文本（PDF）'
        : '预览（PDF）';

/** The name of a button that stands beside others alike: of which letter, and all that is seen on it. */
const spokenOf = (letter: LetterLine, as: Form) =>
  as === 'zip'
    ? `${letter.number ?? letter.label}${words(letter, as)}`
    : `${letter.number ?? letter.label}的${NAMES[as]}`;

const NAMES = { docx: ' Word 文件', pdf: '正式文本（PDF）' } as const;
const LOADS: Readonly<Record<Form, string>> = { docx: '下载 Word 文件', pdf: '下载 PDF', zip: '下载文件包' };

const asking = (letter: LetterLine, as: Form, path: string): DrawerForm => ({
  title: `查看${letter.number ?? letter.label}`,
  schema: LetterReason,
  path,
  send: (fields) => api.download(path, fields),
  submitLabel: LOADS[as],
  done: '已经下载，原因已经记录',
  consequence: '文书里有收件人的姓名。查看人、时间和原因会记录下来，供审计查阅；文书等您办理时，不用写原因。',
});
