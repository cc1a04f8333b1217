import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { withFile } from '../engine.ts';
import { sizeInHeader } from './picture-size.ts';

const drawn = () => createCanvas(61, 23);
const png = (width: number, height: number): Buffer => {
  const bytes = Buffer.from(drawn().toBuffer('image/png'));
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
/** A JPEG with a comment and fill bytes before its frame. */
const jpeg = (width: number, height: number, frame = 0xc2): Buffer =>
  Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xfe, 0x00, 0x04, 0xff, 0xc0, 0xff],
    ...[0xff, frame, 0x00, 0x0b, 0x08, height >> 8, height & 255, width >> 8, width & 255, 0x01, 0x01, 0x11, 0x00],
  ]);

describe('what a picture says of its size before it is decoded', () => {
  test('is read of a PNG and of every kind of JPEG', () => {
    const size = { width: 61, height: 23 };
    expect(sizeInHeader(drawn().toBuffer('image/png'))).toEqual(size);
    expect(sizeInHeader(drawn().toBuffer('image/jpeg'))).toEqual(size);
    for (const frame of [0xc0, 0xc1, 0xc2, 0xc3]) expect(sizeInHeader(jpeg(61, 23, frame))).toEqual(size);
  });

  test('is not made up where it is not said', () => {
    for (const bytes of [
      Buffer.from(''),
      Buffer.from('<svg width="9" height="9"/>'),
      png(1, 1).subarray(0, 20),
      jpeg(1, 1).subarray(0, 12),
      jpeg(1, 1, 0xc4),
      Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 0, 0, 0, 0, 0, 0, 0]),
    ])
      expect(sizeInHeader(bytes)).toBeUndefined();
  });

  test.each([
    ['png', png(60_000, 60_000)],
    ['jpeg', jpeg(60_000, 60_000)],
    ['a side of nothing', png(0, 100)],
  ])('is refused with a sentence where it is beyond what can be drawn: %s', async (_what, bytes) => {
    await expect(withFile({ bytes, picture: true }, async () => 1)).rejects.toThrow(
      '这张图片的尺寸过大，请缩小后再上传',
    );
  });
});
