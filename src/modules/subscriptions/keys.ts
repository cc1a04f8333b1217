import { randomBytes } from 'node:crypto';
import type { LocalDate } from '#kernel/dates.ts';
import type { SecretBox } from '#platform/secret-box.ts';
import { SUBSCRIPTION_LIMITS } from './contract.ts';

// What hides an address, and what opens a link. Nothing here can be read back from the database without the key.

/** An address that mail can be sent to, and nothing that could be two of them. */
const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/;

export const isAddress = (text: string): boolean => text.length <= SUBSCRIPTION_LIMITS.address && ADDRESS.test(text);

const PLACE = 'subscription.address';
export const sealAddress = (box: SecretBox, address: string): Buffer => box.seal(address, PLACE);
export const openAddress = (box: SecretBox, sealed: Buffer): string => box.open(sealed, PLACE);
/** By which an address is known again; upper and lower case are one. */
export const addressHash = (box: SecretBox, address: string): string =>
  box.keyedHash(address.toLowerCase(), 'subscription-address');
/** Good for counting on one day only. */
export const attemptHash = (box: SecretBox, day: LocalDate, who: string): string =>
  box.keyedHash(`${day}\n${who}`, 'subscription-attempt');

/** 256 bits: nobody finds a link by trying. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
export const tokenHash = (box: SecretBox, token: string): string => box.keyedHash(token, 'subscription-token');
/** Of the link that ends a subscription: in every mail, so made anew from the key and kept nowhere. */
export const stopToken = (box: SecretBox, id: string): string => box.keyedHash(id, 'subscription-stop');

const tokenPlace = (id: string) => `subscription_letter.token:${id}`;
export const sealToken = (box: SecretBox, id: string, token: string): Buffer => box.seal(token, tokenPlace(id));
export const openToken = (box: SecretBox, id: string, sealed: Buffer): string => box.open(sealed, tokenPlace(id));
