import { Input } from 'antd';
import { useState } from 'react';
import { mediaHash, mediaPath } from '#kernel/body/vocabulary.ts';
import type { AttachmentRef } from '../contract.ts';
import { PieceDialog } from './body-dialog.tsx';
import type { VideoFacts } from './body-nodes.ts';
import { BodyUpload, measured } from './body-upload.tsx';

/** A video of the body: the film, its captions and its transcript; what is missing may come later, but before it goes out. */
export function VideoDialog({
  facts,
  known,
  add,
  save,
  close,
}: {
  readonly facts: VideoFacts | undefined;
  readonly known: (hash: string) => AttachmentRef | undefined;
  readonly add: (file: AttachmentRef) => void;
  readonly save: (facts: VideoFacts) => void;
  readonly close: () => void;
}) {
  const fileOf = (address: string | undefined) => known(mediaHash(address ?? '') ?? '');
  const [film, setFilm] = useState(() => fileOf(facts?.src));
  const [captions, setCaptions] = useState(() => fileOf(facts?.captions));
  const [title, setTitle] = useState(facts?.title ?? '');
  const [transcript, setTranscript] = useState(facts?.transcript ?? '');
  const [defects, setDefects] = useState<readonly string[]>([]);
  const finish = async () => {
    const found = [...(film || facts ? [] : ['请选择视频']), ...(title.trim() ? [] : ['请写视频标题'])];
    setDefects(found);
    if (found.length > 0) return;
    const size = film
      ? await measured('video', `/api/attachments/${film.id}/content`)
      : { width: facts?.width ?? null, height: facts?.height ?? null };
    save({
      src: film ? mediaPath(film.hash) : (facts?.src ?? ''),
      captions: captions ? mediaPath(captions.hash) : (facts?.captions ?? ''),
      title: title.trim(),
      transcript: transcript.trim(),
      ...size,
    });
  };
  const taken = (keep: (file: AttachmentRef) => void) => (file: AttachmentRef) => {
    add(file);
    keep(file);
  };
  return (
    <PieceDialog title="视频" defects={defects} finish={() => void finish()} close={close}>
      <BodyUpload
        id="video-file"
        label={facts ? '更换视频' : '视频文件'}
        accept="video/mp4,video/webm"
        hint="MP4（H.264）或 WebM，不超过 50 MB。"
        file={film}
        received={taken(setFilm)}
      />
      <label htmlFor="video-title">标题（必填）</label>
      <Input id="video-title" value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      <BodyUpload
        id="video-captions"
        label="字幕文件"
        accept=".vtt,text/vtt"
        hint="WebVTT（.vtt）。没有字幕的视频不能发布。"
        file={captions}
        received={taken(setCaptions)}
      />
      <label htmlFor="video-transcript">文字稿</label>
      <Input.TextArea
        id="video-transcript"
        value={transcript}
        rows={6}
        maxLength={60_000}
        aria-describedby="video-transcript-hint"
        onChange={(event) => setTranscript(event.target.value)}
      />
      <p id="video-transcript-hint" className="field-hint">
        视频里说的话和画面上的要点，一行一段。没有文字稿的视频不能发布。
      </p>
    </PieceDialog>
  );
}
