import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { AttachmentLine } from '#commons/attachments/contract.ts';
import { FileField, fileSize } from '#workbench/kit/index.ts';
import type { InputProps } from '#workbench/kit/schema-field.tsx';
import type { Content } from '../contract.ts';

type Attachments = NonNullable<Content['attachments']>;

/** The files of a document, in the order in which the page lists them. */
export function AttachmentsField({ id, value, onChange, describedBy }: InputProps) {
  const client = useQueryClient();
  const files = (value ?? []) as Attachments;
  const add = (ids: readonly string[]) => {
    const lines = ids.flatMap((one) => client.getQueryData<AttachmentLine>(['attachment', one]) ?? []);
    const added = lines.map((line) => ({
      id: line.id,
      name: line.name,
      hash: line.hash,
      size: line.size,
      mediaType: line.mediaType,
    }));
    const held = new Set(files.map((file) => file.id));
    onChange([...files, ...added.filter((file) => !held.has(file.id))]);
  };
  const move = (at: number) => {
    const next = [...files];
    next.splice(at - 1, 0, ...next.splice(at, 1));
    onChange(next);
  };
  return (
    <>
      {files.length > 0 && (
        <ol className="draft-files">
          {files.map((file, at) => (
            <li key={file.id}>
              <a href={`/api/attachments/${file.id}/content`} download>
                {file.name}
              </a>
              <span className="muted">{fileSize(file.size)}</span>
              <Button
                type="link"
                size="small"
                disabled={at === 0}
                aria-label={`${file.name}前移`}
                onClick={() => move(at)}
              >
                前移
              </Button>
              <Button
                type="link"
                size="small"
                aria-label={`移除${file.name}`}
                onClick={() => onChange(files.filter((one) => one !== file))}
              >
                移除
              </Button>
            </li>
          ))}
        </ol>
      )}
      <FileField id={id} value={[]} onChange={add} purpose="draft" describedBy={describedBy} />
    </>
  );
}
