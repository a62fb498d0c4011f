import { createHash, randomBytes } from 'node:crypto';

/** Without letters and figures that are taken for each other. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 16;
const GROUP = /.{4}/g;
const DIGITS = 6;

/** 投诉监测编号: the year of receipt and the number of the complaint. */
export const numberOf = (id: number, receivedOn: string): string =>
  `DC${receivedOn.slice(0, 4)}-${String(id).padStart(DIGITS, '0')}`;

export function idOfNumber(number: string): { id: number; year: string } | null {
  const found = /^DC(\d{4})-(\d{6,9})$/i.exec(number.trim());
  return found ? { id: Number(found[2]), year: found[1]! } : null;
}

/** 查询码: eighty bits, told once. */
export const newCode = (): string =>
  [...randomBytes(LENGTH)]
    .map((byte) => ALPHABET[byte % ALPHABET.length])
    .join('')
    .match(GROUP)!
    .join('-');

/** What is kept of a code; blanks and case do not matter. */
export const hashOfCode = (code: string): string =>
  createHash('sha256').update(code.replace(/[\s-]/g, '').toUpperCase()).digest('hex');
