import { addressFormDefect } from '#platform/outbound.ts';
import type { Services } from '#platform/services.ts';
import { allowedNetworks } from './settings.ts';

/** Why we would not send anything to this address; asked when it is registered and, with its name resolved, at every sending. */
export async function addressDefect({ db }: Services, url: string): Promise<string | undefined> {
  return addressFormDefect(url, await allowedNetworks(db));
}
