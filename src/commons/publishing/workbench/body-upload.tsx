import { Progress } from 'antd';
import { useState } from 'react';
import type { AttachmentLine } from '#commons/attachments/contract.ts';
import { address, api, FileDrop, fileSize, problemOf } from '#workbench/kit/index.ts';
import type { AttachmentRef } from '../contract.ts';

/** One file sent in for the body: kept by the server without what its maker did not mean to show. */
export function BodyUpload({
  id,
  label,
  accept,
  hint,
  file,
  received,
}: {
  readonly id: string;
  readonly label: string;
  readonly accept: string;
  readonly hint: string;
  readonly file: AttachmentRef | undefined;
  readonly received: (file: AttachmentRef) => void;
}) {
  const [share, setShare] = useState<number>();
  const [reason, setReason] = useState<string>();
  const send = async (chosen: File | undefined) => {
    if (!chosen) return;
    setReason(undefined);
    setShare(0);
    try {
      const line = await api.upload<AttachmentLine>(
        address('/api/attachments', { purpose: 'media' }),
        chosen,
        {},
        setShare,
      );
      received(refOf(line));
    } catch (error) {
      setReason(problemOf(error).reasons.join('；'));
    } finally {
      setShare(undefined);
    }
  };
  return (
    <div className="files">
      <label htmlFor={id}>{label}</label>
      <FileDrop id={id} accept={accept} hint={hint} choose={([first]) => void send(first)} />
      {share !== undefined && (
        <Progress percent={Math.round(share * 100)} size="small" aria-label={`正在上传${label}`} />
      )}
      {reason && (
        <p className="field-error" role="alert">
          {reason}
        </p>
      )}
      {file && (
        <p className="muted">
          已选：{file.name}（{fileSize(file.size)}）
        </p>
      )}
    </div>
  );
}

export const refOf = ({ id, name, hash, size, mediaType }: AttachmentLine): AttachmentRef => ({
  id,
  name,
  hash,
  size,
  mediaType,
});

/** Width and height of a picture or a film in pixels, so that a page keeps its place while it loads. */
export function measured(
  kind: 'img' | 'video',
  src: string,
): Promise<{ readonly width: string | null; readonly height: string | null }> {
  return new Promise((resolve) => {
    const done = (width: number, height: number) =>
      resolve(
        width > 0 && height > 0 ? { width: String(width), height: String(height) } : { width: null, height: null },
      );
    if (kind === 'img') {
      const image = new Image();
      image.onload = () => done(image.naturalWidth, image.naturalHeight);
      image.onerror = () => done(0, 0);
      image.src = src;
      return;
    }
    const film = document.createElement('video');
    film.preload = 'metadata';
    film.onloadedmetadata = () => done(film.videoWidth, film.videoHeight);
    film.onerror = () => done(0, 0);
    film.src = src;
  });
}
