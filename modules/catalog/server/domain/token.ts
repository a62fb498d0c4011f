import { createHash, randomBytes } from 'node:crypto';

/** By which a sharing key is told from keys of machines (`tarim_…`). */
export const KEY_PREFIX = 'tarim_share_';
const KEY = /^tarim_share_[\w-]{40}$/;
/** So much of a key is kept in clear, for people to tell keys apart. */
const SHOWN = KEY_PREFIX.length + 6;
/** Without letters that are mistaken for digits, as the code is read out on the telephone. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const RECEIPT_LETTERS = 20;

export interface NewKey {
  readonly secret: string;
  readonly prefix: string;
  readonly hash: string;
}

export function newKey(): NewKey {
  const secret = `${KEY_PREFIX}${randomBytes(30).toString('base64url')}`;
  return { secret, prefix: secret.slice(0, SHOWN), hash: hashSecret(secret) };
}

export const looksLikeKey = (text: string): boolean => KEY.test(text);

/** Receipt code (回执编号): 100 random bits, in groups of five. */
export function newReceipt(): string {
  const letters = [...randomBytes(RECEIPT_LETTERS)].map((byte) => LETTERS[byte % LETTERS.length]);
  return letters.join('').replace(/(.{5})(?=.)/g, '$1-');
}

/** As people type it: with or without hyphens, in small letters. */
export const plainReceipt = (text: string): string => text.toUpperCase().replace(/[\s-]/g, '');

/** Keys and codes are random and long: their plain hash tells nothing, and can be looked up. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
