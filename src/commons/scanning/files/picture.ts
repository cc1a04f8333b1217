/** What a picture tells beside what it shows: where it was taken, by whom, and what programs wrote into it. */
export interface PictureFacts {
  readonly place: string | undefined;
  readonly texts: readonly string[];
}

/**
 * Reads EXIF (JPEG, PNG, WebP), comments, XMP and PNG texts. A picture whose marks cannot be followed has none: what a picture
 * shows is not read at all, and the caller says so.
 */
export function picturePlace(bytes: Uint8Array): PictureFacts {
  const texts: string[] = [];
  let place: string | undefined;
  for (const { kind, data } of segmentsOf(bytes)) {
    if (kind === 'exif') {
      const facts = exifOf(data);
      place ??= facts.place;
      texts.push(...facts.texts);
    } else {
      const said = kind === 'xmp' ? peopleOfXmp(latin(data)) : [latin(data)];
      texts.push(...said);
      if (kind === 'xmp' && /GPSLatitude/.test(latin(data))) place ??= '有经纬度';
    }
  }
  const told = texts.map((text) => text.replaceAll('\0', ' ').trim()).filter((text) => /[\p{L}\p{N}]{2}/u.test(text));
  return { place, texts: [...new Set(told)] };
}

interface Segment {
  readonly kind: 'exif' | 'xmp' | 'text';
  readonly data: Uint8Array;
}

function* segmentsOf(bytes: Uint8Array): Generator<Segment> {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) yield* ofJpeg(bytes);
  else if (latin(bytes.subarray(1, 4)) === 'PNG') yield* ofPng(bytes);
  else if (latin(bytes.subarray(8, 12)) === 'WEBP') yield* ofWebp(bytes);
}

function* ofJpeg(bytes: Uint8Array): Generator<Segment> {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    const size = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (marker === 0xda || size < 2) return;
    const data = bytes.subarray(at + 4, at + 2 + size);
    if (marker === 0xe1 && latin(data.subarray(0, 4)) === 'Exif') yield { kind: 'exif', data: data.subarray(6) };
    else if (marker === 0xe1) yield { kind: 'xmp', data };
    else if (marker === 0xfe) yield { kind: 'text', data };
    at += 2 + size;
  }
}

function* ofPng(bytes: Uint8Array): Generator<Segment> {
  const view = viewOf(bytes);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const size = view.getUint32(at);
    const kind = latin(bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + size);
    if (kind === 'eXIf') yield { kind: 'exif', data };
    else if (kind === 'iTXt' && latin(data).startsWith('XML:com.adobe.xmp')) yield { kind: 'xmp', data };
    else if ((kind === 'tEXt' || kind === 'iTXt') && !/^(?:Software|date:|Creation Time)/i.test(latin(data)))
      yield { kind: 'text', data };
    at += 12 + size;
  }
}

function* ofWebp(bytes: Uint8Array): Generator<Segment> {
  const view = viewOf(bytes);
  for (let at = 12; at + 8 <= bytes.length; ) {
    const kind = latin(bytes.subarray(at, at + 4));
    const size = view.getUint32(at + 4, true);
    const data = bytes.subarray(at + 8, at + 8 + size);
    if (kind === 'EXIF') yield { kind: 'exif', data: latin(data.subarray(0, 4)) === 'Exif' ? data.subarray(6) : data };
    if (kind === 'XMP ') yield { kind: 'xmp', data };
    at += 8 + size + (size % 2);
  }
}

/** TIFF tags of people: description, artist, copyright, comments as Windows writes them (UTF-16). */
const TEXT_TAGS = new Set([0x010e, 0x013b, 0x8298, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e]);
const GPS = 0x8825;

function exifOf(data: Uint8Array): PictureFacts {
  try {
    const little = latin(data.subarray(0, 2)) === 'II';
    const view = viewOf(data);
    const texts: string[] = [];
    let place: string | undefined;
    const first = view.getUint32(4, little);
    for (const { tag, type, count, at } of tagsAt(view, first, little)) {
      if (TEXT_TAGS.has(tag)) {
        const start = count > 4 ? view.getUint32(at, little) : at;
        const value = data.subarray(start, start + Math.min(count, 2_000));
        texts.push(type === 2 ? utf8(value) : new TextDecoder('utf-16le').decode(value));
      }
      if (tag === GPS) place = coordinates(view, view.getUint32(at, little), little);
    }
    return { place, texts };
  } catch {
    // Offsets that lead out of the data: a broken or foreign block, which tells nothing.
    return { place: undefined, texts: [] };
  }
}

function* tagsAt(view: DataView, start: number, little: boolean) {
  const count = Math.min(view.getUint16(start, little), 500);
  for (let n = 0; n < count; n++) {
    const at = start + 2 + n * 12;
    yield {
      tag: view.getUint16(at, little),
      type: view.getUint16(at + 2, little),
      count: view.getUint32(at + 4, little),
      at: at + 8,
    };
  }
}

/** Latitude and longitude, to a degree: enough to recognise, not enough to find. */
function coordinates(view: DataView, start: number, little: boolean): string | undefined {
  const degrees = (at: number) => {
    const values = view.getUint32(at, little);
    return Math.round(view.getUint32(values, little) / Math.max(1, view.getUint32(values + 4, little)));
  };
  const tags = new Map([...tagsAt(view, start, little)].map(({ tag, at }) => [tag, at] as const));
  const [latitude, longitude] = [tags.get(2), tags.get(4)];
  if (latitude === undefined || longitude === undefined) return undefined;
  return `纬度约 ${degrees(latitude)}°，经度约 ${degrees(longitude)}°`;
}

const peopleOfXmp = (xmp: string): string[] =>
  [
    ...xmp.matchAll(
      /<dc:creator>[\s\S]{0,200}?<rdf:li[^>]*>([^<]{1,100})<|(?:tiff:Artist|photoshop:AuthorsPosition)="([^"]{1,100})"/g,
    ),
  ].map(([, element, attribute]) => utf8(Uint8Array.from(element ?? attribute ?? '', (c) => c.charCodeAt(0))));

const latin = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const utf8 = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
