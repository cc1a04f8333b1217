import { atOnce, type Confined, type Confinement, startConfined } from '../confined.ts';
import type { Extraction, ExtractionLimits } from './blocks.ts';
import type { ReadMail } from './mail.ts';
import type { FormattedKind } from './read.ts';

export type ReadingAsks = {
  read: {
    ask: { bytes: Uint8Array; extension: FormattedKind; limits: ExtractionLimits };
    answer: Extraction;
  };
  mail: { ask: { bytes: Uint8Array }; answer: ReadMail };
};

const READER: Confinement = {
  built: 'reader.js',
  source: 'platform/extraction/process.ts',
  // Ours: the largest files people have are read in a few seconds.
  withinMs: 30_000,
  heapMb: 512,
  stumbled: '这份文件内容过于复杂，读不出来：请另存为只含正文的 .docx 或 .txt 后再上传',
};

const inTurn = atOnce(2);

/**
 * Reads a file in a process of its own that ends with it: whatever stands in it holds up nobody else. Refuses what `readBlocks` refuses, and what is not
 * read within half a minute (`withinMs`) or within its memory.
 */
export const readElsewhere = (
  bytes: Uint8Array,
  extension: FormattedKind,
  limits: ExtractionLimits,
  withinMs = READER.withinMs,
): Promise<Extraction> =>
  withReader({ ...READER, withinMs }, (reader) =>
    reader.ask('read', { bytes: new Uint8Array(bytes), extension, limits }),
  );

/** Takes a mail apart in the same way. Refuses what `readMail` refuses, and what takes too long or too much. */
export const readMailElsewhere = (bytes: Uint8Array): Promise<ReadMail> =>
  withReader({ ...READER, stumbled: '邮件内容过于复杂，读不出来' }, (reader) =>
    reader.ask('mail', { bytes: new Uint8Array(bytes) }),
  );

const withReader = <T>(how: Confinement, work: (reader: Confined<ReadingAsks>) => Promise<T>): Promise<T> =>
  inTurn(async () => {
    const reader = startConfined<ReadingAsks>(how);
    try {
      return await work(reader);
    } finally {
      reader.close();
    }
  });
