import { Input, Radio } from 'antd';
import { useState } from 'react';
import { mediaHash, mediaPath } from '#kernel/body/vocabulary.ts';
import type { AttachmentRef } from '../contract.ts';
import type { PictureFacts } from './body-nodes.ts';
import { PieceDialog } from './body-dialog.tsx';
import { BodyUpload, measured } from './body-upload.tsx';

/** A picture of the body: its file, what it says to those who do not see it, its caption. */
export function PictureDialog({
  facts,
  known,
  add,
  save,
  close,
}: {
  readonly facts: PictureFacts | undefined;
  readonly known: (hash: string) => AttachmentRef | undefined;
  readonly add: (file: AttachmentRef) => void;
  readonly save: (facts: PictureFacts) => void;
  readonly close: () => void;
}) {
  const [file, setFile] = useState(() => known(mediaHash(facts?.src ?? '') ?? ''));
  const [decorative, setDecorative] = useState(facts?.decorative ?? false);
  const [alt, setAlt] = useState(facts?.alt ?? '');
  const [caption, setCaption] = useState(facts?.caption ?? '');
  const [defects, setDefects] = useState<readonly string[]>([]);
  const place = file && `/api/attachments/${file.id}/content`;
  const finish = async () => {
    const found = [
      ...(file || facts ? [] : ['请选择图片']),
      ...(decorative || alt.trim() ? [] : ['请写替代文字；图片只起装饰作用的，选「装饰图片」']),
    ];
    setDefects(found);
    if (found.length > 0) return;
    const size = place ? await measured('img', place) : { width: facts?.width ?? null, height: facts?.height ?? null };
    const src = file ? mediaPath(file.hash) : (facts?.src ?? '');
    save({ src, alt: decorative ? '' : alt.trim(), decorative, caption: caption.trim(), ...size });
  };
  return (
    <PieceDialog title="图片" defects={defects} finish={() => void finish()} close={close}>
      <BodyUpload
        id="picture-file"
        label={facts ? '更换图片' : '图片文件'}
        accept="image/png,image/jpeg,image/webp,image/gif"
        hint="PNG、JPEG、WebP、GIF，不超过 5 MB。拍摄时间、地点等信息会自动去除。"
        file={file}
        received={(received) => {
          add(received);
          setFile(received);
        }}
      />
      {place && <img src={place} alt="" className="piece-preview" />}
      <Radio.Group
        aria-label="图片的作用"
        value={decorative}
        onChange={(event) => setDecorative(event.target.value as boolean)}
        options={[
          { value: false, label: '有内容：写替代文字' },
          { value: true, label: '装饰图片：不读出' },
        ]}
      />
      {!decorative && (
        <>
          <label htmlFor="picture-alt">替代文字（必填）</label>
          <Input.TextArea
            id="picture-alt"
            value={alt}
            maxLength={300}
            rows={2}
            aria-describedby="picture-alt-hint"
            onChange={(event) => setAlt(event.target.value)}
          />
          <p id="picture-alt-hint" className="field-hint">
            写给看不见图片的人：图上有什么、说明什么。图上的文字也要写出来。
          </p>
        </>
      )}
      <label htmlFor="picture-caption">图片说明</label>
      <Input
        id="picture-caption"
        value={caption}
        maxLength={200}
        onChange={(event) => setCaption(event.target.value)}
      />
    </PieceDialog>
  );
}
