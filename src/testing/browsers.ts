import { createAccount } from '#commons/identity/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { act, systemActor } from '#platform/services.ts';
import { Browser } from '../commons/identity/testing/browser.ts';
import type { World } from './world.ts';

/** Of everybody in a world who has an account: the rules want one of this kind, the tests want to know it. */
export const PASSWORD = 'Chun-Feng-2026';

/** Somebody of the world at a browser, with an account of their own under this name, signed in. */
export async function signedIn(world: World, { id }: Pick<Actor, 'id'>, username: string): Promise<Browser> {
  await act(world.services, systemActor, (a) => createAccount(a, { personId: id, username, password: PASSWORD }));
  const browser = new Browser((await world.site()).app);
  await browser.signIn(username, PASSWORD);
  return browser;
}
