import { afterAll, beforeAll, expect, it } from 'vitest';
import { NORMATIVE, legal } from '../testing/normative.ts';
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

let number = 0;
async function underReview() {
  number += 1;
  const documentNumber = `赣药监规〔2026〕${number}号`;
  const matter = await room.draft(
    { columnKey: 'policies', documentNumber, formedOn: room.clock.today(), data: NORMATIVE },
    'normative-document',
  );
  await room.sign(matter, 'secrecySign');
  return matter;
}
const signUnder = async (reviewNumber: string) =>
  room.take(room.people.legality, await underReview(), 'legalitySign', { ...legal(), reviewNumber });

it('one number is given to one document, though both are signed at once', async () => {
  const [one, other] = [await underReview(), await underReview()];
  const both = await Promise.allSettled(
    [one, other].map((matter) =>
      room.take(room.people.legality, matter, 'legalitySign', { ...legal(), reviewNumber: '赣法审〔2026〕77号' }),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it.each(['赣法审[2026]78号', '赣法审（2026）第78号', ' 赣法审〔２０２６〕78号', '赣法审〔2026〕 078 号'])(
  'however it is written: %s',
  async (again) => {
    await signUnder('赣法审〔2026〕78号').catch(() => undefined);
    await expect(signUnder(again)).rejects.toThrow('已用于');
  },
);
