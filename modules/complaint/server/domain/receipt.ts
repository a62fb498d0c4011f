import { createHash, randomBytes } from 'node:crypto';

/** Without letters and figures that are taken for each other. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 16;
const GROUP = 4;
const DIGITS = 6;

/** 受理编号: the year of receipt and the number of the file. */
export const numberOf = (id: number, receivedOn: string): string =>
  `XF${receivedOn.slice(0, 4)}-${String(id).padStart(DIGITS, '0')}`;

/** The file that a number is of, with its year; null: it is no such number. */
export function idOfNumber(number: string): { id: number; year: string } | null {
  const found = /^XF(\d{4})-(\d{6,9})$/i.exec(number.trim());
  return found ? { id: Number(found[2]), year: found[1]! } : null;
}

/** 查询码: eighty bits, told once. */
export function newCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-');
}

/** What is kept of a code: it cannot be had back from it, and blanks and case do not matter. */
export const hashOfCode = (code: string): string =>
  createHash('sha256').update(code.replace(/[\s-]/g, '').toUpperCase()).digest('hex');
