/**
 * A picture or video without what its maker did not mean to show: where and when it was taken, by which device, by whom, and
 * small copies of it. What is needed to show it as before stays: colours, and which side is up. GIF has no such place worth
 * the name; its comments stay. Bytes that are not laid out as their type says come back as they are.
 */
export function withoutMetadata(bytes: Uint8Array, mime: string): Uint8Array {
  if (mime === 'image/jpeg') return bareJpeg(bytes) ?? bytes;
  if (mime === 'image/png') return barePng(bytes) ?? bytes;
  if (mime === 'image/webp') return bareWebp(bytes) ?? bytes;
  if (mime === 'video/mp4') return bareMp4(bytes);
  return bytes;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const ascii = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, Math.min(at + length, bytes.length)));

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const APP1 = 0xe1;

/** JPEG: segments of applications and comments go, but for JFIF, the colour profile and Adobe's word about colours. */
function bareJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let orientation: number | undefined;
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === END_OF_IMAGE) {
      if (orientation !== undefined && orientation > 1) kept.splice(1, 0, orientationSegment(orientation));
      // What follows the picture (a second one, a moving one) goes with the rest.
      return joined([...kept, bytes.subarray(at, at + 2)]);
    }
    if (marker === 0xff || at + 4 > bytes.length) {
      at += 1;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length || end < at + 4) return undefined;
    const next = marker === START_OF_SCAN ? endOfScan(bytes, end) : end;
    if (marker === APP1) orientation ??= orientationOf(bytes.subarray(at + 4, end));
    if (staysInJpeg(marker, bytes, at)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  return undefined;
}

function staysInJpeg(marker: number, bytes: Uint8Array, at: number): boolean {
  if (marker === 0xe0 || marker === 0xee) return true;
  if (marker === 0xe2) return ascii(bytes, at + 4, 11) === 'ICC_PROFILE';
  return !((marker >= 0xe1 && marker <= 0xef) || marker === 0xfe);
}

/** Within the data of a scan FF is followed by 00 or by the mark of a restart; anything else ends it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

const ORIENTATION = 0x0112;

function orientationOf(segment: Uint8Array): number | undefined {
  if (ascii(segment, 0, 6) !== 'Exif\0\0' || segment.length < 14) return undefined;
  const view = viewOf(segment.subarray(6));
  const little = ascii(segment, 6, 2) === 'II';
  const first = view.getUint32(4, little);
  if (first + 2 > view.byteLength) return undefined;
  const entries = view.getUint16(first, little);
  for (let n = 0; n < entries; n++) {
    const at = first + 2 + n * 12;
    if (at + 12 > view.byteLength) return undefined;
    const value = view.getUint16(at + 8, little);
    if (view.getUint16(at, little) === ORIENTATION) return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An Exif segment that says nothing but which side is up. */
function orientationSegment(orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return Uint8Array.from([0xff, APP1, 0, body.length + 2, ...body]);
}

const PNG_WORDS: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']);

function barePng(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes);
  if (ascii(bytes, 1, 3) !== 'PNG') return undefined;
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const name = ascii(bytes, at + 4, 4);
    if (!PNG_WORDS.has(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') return joined(kept);
    at = end;
  }
  return undefined;
}

/** Flags in VP8X that say that Exif and XMP follow. */
const WEBP_TOLD = 0x08 | 0x04;

function bareWebp(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes);
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return undefined;
  const kept: Uint8Array[] = [];
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (end > bytes.length) return undefined;
    const name = ascii(bytes, at, 4);
    const chunk = bytes.slice(at, end);
    if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~WEBP_TOLD;
    if (name !== 'EXIF' && name !== 'XMP ') kept.push(chunk);
    at = end;
  }
  const head = bytes.slice(0, 12);
  viewOf(head).setUint32(4, 4 + kept.reduce((sum, { length }) => sum + length, 0), true);
  return joined([head, ...kept]);
}

/** Boxes that hold others on the way to what is told of a film, and the boxes that tell it. */
const MP4_WAY: ReadonlySet<string> = new Set(['moov', 'trak']);
const MP4_WORDS: ReadonlySet<string> = new Set(['udta', 'meta', 'uuid']);

/** MP4: boxes of words become empty room of the same size, so that nothing else moves. */
function bareMp4(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  blank(copy, 0, copy.length);
  return copy;
}

function blank(bytes: Uint8Array, from: number, to: number): void {
  const view = viewOf(bytes);
  for (let at = from; at + 8 <= to; ) {
    const short = view.getUint32(at);
    const long = short === 1 && at + 16 <= to;
    const size = short === 0 ? to - at : long ? Number(view.getBigUint64(at + 8)) : short;
    const head = long ? 16 : 8;
    if (size < head || at + size > to) return;
    const name = ascii(bytes, at + 4, 4);
    if (MP4_WAY.has(name)) blank(bytes, at + head, at + size);
    else if (MP4_WORDS.has(name)) {
      bytes.set([0x66, 0x72, 0x65, 0x65], at + 4);
      bytes.fill(0, at + head, at + size);
    }
    at += size;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
