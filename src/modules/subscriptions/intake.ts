import { randomUUID } from 'node:crypto';
import type { Services } from '#platform/services.ts';
import type { Rhythm, Subject } from './contract.ts';
import { addressHash, attemptHash, sealAddress, tokenHash } from './keys.ts';

/** Sends a wish in by the portal's own hand, which cannot read back whether the address is known. The address is sealed before it is written. */
export async function sendRequest(
  { portalDb, secrets, time }: Services,
  { address, subject, rhythm, caller }: { address: string; subject: Subject; rhythm: Rhythm; caller: string },
): Promise<void> {
  await portalDb
    .insertInto('intake.subscription_request')
    .values({
      id: randomUUID(),
      address: sealAddress(secrets, address),
      address_hash: addressHash(secrets, address),
      caller_hash: attemptHash(secrets, time.today(), caller),
      subject: JSON.stringify(subject),
      rhythm,
      asked_at: time.now(),
    })
    .execute();
}

/** Sends in that the button behind a link was pressed; only the hash of the token, and no answer whether it is good. */
export async function sendAnswer(
  { portalDb, secrets, time }: Services,
  said: 'confirm' | 'stop',
  token: string,
): Promise<void> {
  await portalDb
    .insertInto('intake.subscription_answer')
    .values({ id: randomUUID(), said, token_hash: tokenHash(secrets, token), said_at: time.now() })
    .execute();
}
