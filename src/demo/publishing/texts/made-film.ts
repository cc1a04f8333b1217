// A film made here, so that the demonstration has one that plays without a file somebody must own: H.264 whose pictures are kept
// as they are, sample by sample (I_PCM, ITU-T H.264 7.3.5), in an MP4 (ISO/IEC 14496-12, -15). Every browser that plays H.264 plays it.

/** Sixteen by sixteen dots are coded at a time. */
const BLOCK = 16;
const WIDE = 20;
const HIGH = 12;
const WIDTH = WIDE * BLOCK;
const HEIGHT = HIGH * BLOCK;
/** Units of time in a second. */
const SCALE = 1000;

/** Brightness and the two differences of colour of one dot, 16-235 and 16-240. */
export type Tone = readonly [y: number, cb: number, cr: number];

/** One still: what stands at each block of the picture. */
export interface Still {
  readonly seconds: number;
  readonly tone: (column: number, row: number) => Tone;
}

export const FILM_SIZE = { width: WIDTH, height: HEIGHT } as const;

/** Stills shown one after the other as an MP4. */
export const film = (stills: readonly Still[]) => (): Promise<Uint8Array> => {
  const samples = stills.map((still, nth) => sampleOf(still, nth));
  return Promise.resolve(container(samples, stills));
};

/** Steps that are added one after the other, as in the picture of the same name: from pale to deep, each higher than the last. */
export const risingSteps = (tones: readonly Tone[], seconds: number): readonly Still[] =>
  tones.map((_tone, shown) => ({
    seconds,
    tone: (column, row) => {
      const room = WIDE / tones.length;
      const at = Math.floor(column / room);
      const within = column % room > 0 && row < HIGH - 1 && row >= HIGH - 3 - at * 2;
      return (within && at <= shown ? tones[at] : undefined) ?? [242, 128, 128];
    },
  }));

/** Bits one after the other, the first the highest. */
class Bits {
  readonly #bits: number[] = [];
  put(value: number, count: number): this {
    for (let bit = count - 1; bit >= 0; bit--) this.#bits.push((value >> bit) & 1);
    return this;
  }
  /** ue(v), 9.1: as many zeros as the number has further digits. */
  golomb(...values: readonly number[]): this {
    for (const value of values) {
      const digits = Math.floor(Math.log2(value + 1));
      this.put(0, digits).put(value + 1, digits + 1);
    }
    return this;
  }
  align(): this {
    while (this.#bits.length % 8 > 0) this.#bits.push(0);
    return this;
  }
  /** With the bit that says where they end (7.3.2.11). */
  ended(): Buffer {
    this.put(1, 1).align();
    return this.bytes();
  }
  bytes(): Buffer {
    const bytes = Buffer.alloc(this.#bits.length / 8);
    this.#bits.forEach((bit, at) => {
      bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (7 - (at & 7)));
    });
    return bytes;
  }
}

/** Three bytes that would look like the beginning of a unit are broken by a fourth (7.4.1.1). */
function unit(kind: number, payload: Buffer): Buffer {
  const bytes = [kind];
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      bytes.push(3);
      zeros = 0;
    }
    bytes.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(bytes);
}

/** Baseline, level 1.3; every picture stands alone, in the order it is shown. */
const SEQUENCE = unit(
  0x67,
  new Bits()
    .put(66, 8)
    .put(0xc0, 8)
    .put(13, 8)
    .golomb(0, 0, 2, 0)
    .put(0, 1)
    .golomb(WIDE - 1, HIGH - 1)
    .put(1, 1)
    .put(1, 1)
    .put(0, 1)
    .put(0, 1)
    .ended(),
);
/** Codes of varying length, one slice to a picture, nothing smoothed unless the slice says so. */
const PICTURE = unit(
  0x68,
  new Bits().golomb(0, 0).put(0, 2).golomb(0, 0, 0).put(0, 3).golomb(0, 0, 0).put(1, 1).put(0, 2).ended(),
);

/** A picture of its own: the head of its slice, then each block as 256 brightnesses and twice 64 colours. */
function sampleOf({ tone }: Still, nth: number): Buffer {
  const head = new Bits()
    .golomb(0, 7, 0)
    .put(0, 4)
    .golomb(nth % 2)
    .put(0, 2)
    .golomb(0, 1);
  const parts: Buffer[] = [];
  let bits = head;
  for (let row = 0; row < HIGH; row++)
    for (let column = 0; column < WIDE; column++) {
      // mb_type 25 of an I slice: the samples follow, from the next whole byte on.
      parts.push(bits.golomb(25).align().bytes());
      const [y, cb, cr] = tone(column, row);
      parts.push(Buffer.alloc(256, y), Buffer.alloc(64, cb), Buffer.alloc(64, cr));
      bits = new Bits();
    }
  parts.push(bits.ended());
  const slice = unit(0x65, Buffer.concat(parts));
  return Buffer.concat([u32(slice.length), slice]);
}

const u16 = (...values: readonly number[]) => Buffer.from(values.flatMap((one) => [(one >> 8) & 255, one & 255]));
const u32 = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
};
function box(name: string, ...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([u32(parts.reduce((sum, part) => sum + part.length, 8)), Buffer.from(name, 'latin1'), ...parts]);
}
/** A box with its version and flags. */
const full = (name: string, flags: number, ...parts: readonly Buffer[]) => box(name, u32(flags), ...parts);
/** Neither turned nor stretched. */
const UPRIGHT = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

function container(samples: readonly Buffer[], stills: readonly Still[]): Buffer {
  const lengths = stills.map(({ seconds }) => Math.round(seconds * SCALE));
  const whole = lengths.reduce((sum, one) => sum + one, 0);
  const brand = box('ftyp', Buffer.from('isom'), u32(0x200), Buffer.from('isomiso2avc1mp41'));
  const moov = (first: number) =>
    box(
      'moov',
      full('mvhd', 0, u32(0, 0, SCALE, whole, 0x10000), u16(0x100, 0), u32(0, 0), UPRIGHT, Buffer.alloc(24), u32(2)),
      box(
        'trak',
        full('tkhd', 3, u32(0, 0, 1, 0, whole, 0, 0), u16(0, 0, 0, 0), UPRIGHT, u32(WIDTH * 0x10000, HEIGHT * 0x10000)),
        box(
          'mdia',
          // 'und': the language is that of the captions.
          full('mdhd', 0, u32(0, 0, SCALE, whole), u16(0x55c4, 0)),
          full('hdlr', 0, u32(0), Buffer.from('vide'), Buffer.alloc(12), Buffer.from('film\0')),
          box(
            'minf',
            full('vmhd', 1, Buffer.alloc(8)),
            box('dinf', full('dref', 0, u32(1), full('url ', 1))),
            sampleTable(samples, lengths, first),
          ),
        ),
      ),
    );
  const first = brand.length + moov(0).length + 8;
  return Buffer.concat([brand, moov(first), box('mdat', ...samples)]);
}

function sampleTable(samples: readonly Buffer[], lengths: readonly number[], first: number): Buffer {
  const decoder = box(
    'avcC',
    Buffer.from([1, 66, 0xc0, 13, 0xff, 0xe1]),
    u16(SEQUENCE.length),
    SEQUENCE,
    Buffer.from([1]),
    u16(PICTURE.length),
    PICTURE,
  );
  const look = box(
    'avc1',
    Buffer.alloc(6),
    u16(1),
    Buffer.alloc(16),
    u16(WIDTH, HEIGHT),
    u32(0x480000, 0x480000, 0),
    u16(1),
    Buffer.alloc(32),
    u16(24, 0xffff),
    decoder,
  );
  return box(
    'stbl',
    full('stsd', 0, u32(1), look),
    full('stts', 0, u32(lengths.length), ...lengths.map((one) => u32(1, one))),
    full('stsc', 0, u32(1), u32(1, samples.length, 1)),
    full('stsz', 0, u32(0, samples.length), u32(...samples.map(({ length }) => length))),
    full('stco', 0, u32(1), u32(first)),
  );
}
