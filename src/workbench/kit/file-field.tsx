import { useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import type { AttachmentLine } from '#commons/attachments/contract.ts';
import { address, api } from './api.ts';
import { FileDrop } from './file-drop.tsx';
import { problemOf } from './problem.ts';
import { fileSize } from './small-pieces.tsx';

interface Sending {
  readonly key: number;
  readonly name: string;
  readonly share: number;
  readonly reason?: string;
}

/**
 * Files sent in while the form is being filled: the value is the list of attachment ids. Each shows its progress;
 * one that is refused says why and does not hold up the others.
 */
export function FileField({
  id,
  value,
  onChange,
  multiple = true,
  matterId,
  purpose,
  describedBy,
  label,
}: {
  readonly id?: string;
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly multiple?: boolean;
  readonly matterId?: string | undefined;
  readonly purpose?: string | undefined;
  readonly describedBy?: string | undefined;
  /** Its words where no label stands above it. */
  readonly label?: string;
}) {
  const latest = useRef(value);
  latest.current = value;
  const client = useQueryClient();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const send = async (file: File, key: number) => {
    const change = (to: Partial<Sending>) =>
      setSending((now) => now.map((one) => (one.key === key ? { ...one, ...to } : one)));
    setSending((now) => [...now, { key, name: file.name, share: 0 }]);
    try {
      const path = address('/api/attachments', { matterId, purpose });
      const line = await api.upload<AttachmentLine>(path, file, {}, (share) => change({ share }));
      client.setQueryData(['attachment', line.id], line);
      setSending((now) => now.filter((one) => one.key !== key));
      latest.current = multiple ? [...latest.current, line.id] : [line.id];
      onChange(latest.current);
    } catch (error) {
      change({ reason: problemOf(error).reasons.join('；') });
    }
  };
  const chosen = (files: readonly File[]) => {
    let key = performance.now();
    for (const file of files) void send(file, key++);
  };
  return (
    <div className="files">
      <FileDrop id={id} label={label} multiple={multiple} describedBy={describedBy} choose={chosen} />
      <ul>
        {value.map((one) => {
          const line = client.getQueryData<AttachmentLine>(['attachment', one]);
          return (
            <li key={one}>
              <span>{line ? `${line.name}（${fileSize(line.size)}）` : '已上传的文件'}</span>
              <Button
                type="link"
                size="small"
                aria-label={`移除${line?.name ?? '文件'}`}
                onClick={() => onChange(value.filter((kept) => kept !== one))}
              >
                移除
              </Button>
            </li>
          );
        })}
        {sending.map(({ key, name, share, reason }) => (
          <li key={key} className={reason ? 'refused' : undefined}>
            <span>{name}</span>
            {reason ? (
              <span role="alert">{reason}</span>
            ) : (
              <Progress percent={Math.round(share * 100)} size="small" aria-label={`正在上传${name}`} />
            )}
            {reason && (
              <Button
                type="link"
                size="small"
                onClick={() => setSending((now) => now.filter((one) => one.key !== key))}
              >
                知道了
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
