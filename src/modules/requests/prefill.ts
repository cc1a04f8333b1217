import type { MatterRow } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { CHANNEL_RULES } from './law/receipt-days.ts';
import { letterKind } from './letters/letter-kinds.ts';
import { lettersOf } from './letters/letters.ts';
import { requestById } from './queries.ts';

/** What the form of a step begins with, known from the request; whoever takes the step may change it. */
export async function prefill(
  { db, time }: Services,
  matter: MatterRow,
  step: string,
): Promise<Readonly<Record<string, string>>> {
  switch (step) {
    case 'confirm':
      return receivedOn(await requestById(db, matter.id));
    case 'recordSearch':
      return { searchedOn: time.today() };
    case 'sendLetter': {
      const letter = (await lettersOf(db, matter.id)).find(({ state }) => state === 'issued');
      const { wanted_channel } = await db
        .selectFrom('request')
        .select('wanted_channel')
        .where('id', '=', matter.id)
        .executeTakeFirstOrThrow();
      const toApplicant = letter && letterKind(letter.kind)?.to === 'applicant';
      return { sentOn: time.today(), ...(toApplicant && { channel: wanted_channel }) };
    }
    default:
      return {};
  }
}

/** Where the day it came is the day that counts (条例第三十一条), nobody looks it up again. */
const receivedOn = ({
  channel,
  arrivedOn,
}: Awaited<ReturnType<typeof requestById>>): Readonly<Record<string, string>> =>
  CHANNEL_RULES[channel].counts === 'arrivedOn' ? { receivedOn: arrivedOn } : {};
