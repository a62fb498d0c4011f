import { TarimError } from '@tarim/kernel';
import { ogcErrors } from '../errors.ts';

/** Where a page ended, as opaque text: the id of its last row, bound to the collection. */
export function encodeCursor(collection: string, id: number | string): string {
  return Buffer.from(JSON.stringify([collection, id])).toString('base64url');
}

/** @throws TarimError OGC_CURSOR_INVALID */
export function decodeCursor(text: string, collection: string, type: 'integer' | 'text'): number | string {
  const refuse = () => new TarimError(ogcErrors.cursorInvalid);
  if (text.length > 2_000) throw refuse();
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw refuse();
  }
  if (!Array.isArray(read) || read.length !== 2 || read[0] !== collection) throw refuse();
  const id: unknown = read[1];
  // Large int8 ids come from the driver as text.
  const whole = Number.isSafeInteger(id) || (typeof id === 'string' && /^-?\d{1,18}$/.test(id));
  const plain = typeof id === 'string' && id.length <= 500 && !id.includes('\u0000');
  if (type === 'integer' ? !whole : !plain) throw refuse();
  return id as number | string;
}
