import { describe, expect, test } from 'vitest';
import { withoutMetadata } from './picture-metadata.ts';

const bytes = (...parts: readonly (readonly number[] | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)));
const text = (found: Uint8Array) => Buffer.from(found).toString('latin1');
const segment = (marker: number, body: string | readonly number[]) => {
  const content = [...bytes(body)];
  return [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff, ...content];
};
/** Exif in the byte order of Intel: which side is up, and a word that stands for the place. */
const exif = (orientation: number) =>
  segment(0xe1, [
    ...bytes(
      'Exif\0\0II',
      [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0],
      'GPS-28.68N',
    ),
  ]);
const START = [0xff, 0xd8];
const JFIF = segment(0xe0, 'JFIF\0');
const PROFILE = segment(0xe2, 'ICC_PROFILE\0\u0001\u0001');
const TABLES = segment(0xdb, 'quantisation');
const SCAN = [...segment(0xda, 'scan'), 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4];
const SECOND = [...segment(0xc4, [0xff, 0xd9, 7]), ...segment(0xda, 'scan'), 5, 6];
const END = [0xff, 0xd9];

describe('JPEG', () => {
  test('loses place, time, words and what comes after the picture; colours and the way up stay', () => {
    const comment = segment(0xfe, 'taken by someone');
    const photo = bytes(
      START,
      JFIF,
      exif(6),
      PROFILE,
      segment(0xed, 'Photoshop IPTC'),
      comment,
      TABLES,
      SCAN,
      SECOND,
      END,
      'second picture with GPS',
    );
    const bare = withoutMetadata(photo, 'image/jpeg');
    expect(text(bare)).not.toMatch(/GPS|IPTC|someone|second picture/);
    expect(text(bare)).toContain(text(bytes(PROFILE, TABLES, SCAN, SECOND, END)));
    // Exif with nothing but the orientation, 6.
    expect(text(bare)).toContain(text(bytes('Exif\0\0MM', [0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6])));
    expect(withoutMetadata(bare, 'image/jpeg')).toEqual(bare);
  });

  test('that stands upright has no Exif left at all', () => {
    const bare = withoutMetadata(bytes(START, exif(1), TABLES, SCAN, END), 'image/jpeg');
    expect(text(bare)).toBe(text(bytes(START, TABLES, SCAN, END)));
  });

  test.each([
    ['cut off', bytes(START, JFIF, [0xff, 0xe1, 0x40])],
    ['no picture', bytes('not a picture')],
  ])('that is %s comes back as it is', (_name, broken) => {
    expect(withoutMetadata(broken, 'image/jpeg')).toBe(broken);
  });
});

test('PNG loses its words and times', () => {
  const chunk = (name: string, body: string) => [0, 0, 0, body.length, ...bytes(name, body, [1, 2, 3, 4])];
  const head = [0x89, ...bytes('PNG\r\n'), 0x1a, 0x0a];
  const photo = bytes(
    head,
    chunk('IHDR', 'size'),
    chunk('tEXt', 'Author\0someone'),
    chunk('eXIf', 'GPS'),
    chunk('IDAT', 'points'),
    chunk('IEND', ''),
    'after',
  );
  expect(text(withoutMetadata(photo, 'image/png'))).toBe(
    text(bytes(head, chunk('IHDR', 'size'), chunk('IDAT', 'points'), chunk('IEND', ''))),
  );
});

test('WebP loses its Exif and says so in its head', () => {
  const chunk = (name: string, body: readonly number[]) => [
    ...bytes(name, [body.length, 0, 0, 0], body),
    ...(body.length % 2 ? [0] : []),
  ];
  const webp = (...chunks: readonly (readonly number[])[]) => {
    const content = chunks.flat();
    return bytes('RIFF', [content.length + 4, 0, 0, 0], 'WEBP', content);
  };
  const photo = webp(
    chunk('VP8X', [0x1c, 0, 0]),
    chunk('VP8 ', [1, 2]),
    chunk('EXIF', [71, 80, 83]),
    chunk('XMP ', [1]),
  );
  expect(withoutMetadata(photo, 'image/webp')).toEqual(webp(chunk('VP8X', [0x10, 0, 0]), chunk('VP8 ', [1, 2])));
});

test('MP4 keeps its length and loses what it tells of place and maker', () => {
  const box = (name: string, ...parts: readonly (readonly number[] | string)[]) => {
    const body = [...bytes(...parts)];
    return [0, 0, 0, body.length + 8, ...bytes(name), ...body];
  };
  const film = bytes(
    box('ftyp', 'isom'),
    box('moov', box('mvhd', 'head'), box('udta', '\xa9xyz+28.68'), box('trak', box('tkhd', 'x'), box('meta', 'maker'))),
    box('mdat', 'frames udta'),
  );
  const bare = withoutMetadata(film, 'video/mp4');
  expect(bare).toHaveLength(film.length);
  expect(text(bare)).not.toMatch(/28\.68|maker/);
  expect(text(bare)).toContain('frames udta');
});
