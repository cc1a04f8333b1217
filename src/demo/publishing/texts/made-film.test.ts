import { describe, expect, test } from 'vitest';
import { detectType } from '#platform/extraction/index.ts';
import { withoutMetadata } from '#platform/files/picture-metadata.ts';
import { film, risingSteps } from './made-film.ts';

const made = film(
  risingSteps(
    [
      [200, 140, 118],
      [70, 160, 108],
    ],
    3,
  ),
);

describe('the film of the demonstration', () => {
  test('is an MP4 by its bytes, and tells nothing that would be taken out of it', async () => {
    const bytes = await made();
    expect((await detectType(bytes, '四步.mp4')).mime).toBe('video/mp4');
    expect(Buffer.from(withoutMetadata(bytes, 'video/mp4')).equals(Buffer.from(bytes))).toBe(true);
  });

  test('its table leads to pictures: where the first begins, each as long as the table says, to the end of the file', async () => {
    const bytes = Buffer.from(await made());
    const endOf = (name: string) => bytes.indexOf(name, 0, 'latin1') + 4;
    const sizes = endOf('stsz') + 8;
    const [count, first] = [bytes.readUInt32BE(sizes), bytes.readUInt32BE(endOf('stco') + 8)];
    expect(count).toBe(2);
    let at = first;
    for (let nth = 0; nth < count; nth++) {
      const size = bytes.readUInt32BE(sizes + 4 + nth * 4);
      // One unit to a picture, and it stands alone (nal_unit_type 5).
      expect(bytes.readUInt32BE(at)).toBe(size - 4);
      expect((bytes[at + 4] ?? 0) & 31).toBe(5);
      at += size;
    }
    expect(at).toBe(bytes.length);
  });
});
