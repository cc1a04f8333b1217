import { unitById } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { guideSettings } from '../guide/settings.ts';

/** Most characters of a 附注 that a letter has room for (`commons/letters`). */
const LONGEST = 110;

/**
 * Where whoever is asked for something turns to, as the 附注 of the letter: the office that receives applications, as the guide names it (条例第十二条); of a
 * bureau of a city or county, as the register of organisations has it. Undefined where neither a telephone nor an address is stated.
 */
export async function contactOf(db: Db | Tx, bureauId: string): Promise<string | undefined> {
  const bureau = await unitById(db, bureauId);
  const registered = await db
    .selectFrom('unit')
    .select(['phone', 'address'])
    .where('id', '=', bureauId)
    .executeTakeFirstOrThrow();
  const guide = bureau?.parentId === null ? await guideSettings.current(db) : undefined;
  const phone = guide?.phone.trim() || registered.phone;
  const address = guide?.address.trim() || registered.address;
  const office = guide?.office.trim();
  if (!phone && !address) return undefined;
  const facts = [office && `联系单位：${office}`, phone && `电话：${phone}`, address && `地址：${address}`].filter(
    Boolean,
  );
  while (facts.length > 1 && facts.join('，').length > LONGEST) facts.pop();
  return facts.join('，').slice(0, LONGEST);
}
