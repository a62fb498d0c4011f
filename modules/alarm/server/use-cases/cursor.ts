import { TarimError } from '@tarim/kernel';
import { alarmErrors } from '../errors.ts';

/** Where a page ended, as opaque text. */
export function encodeCursor(last: { startedAt: string; id: number }): string {
  return Buffer.from(`${last.startedAt}|${last.id}`).toString('base64url');
}

/** @throws TarimError ALARM_CURSOR_INVALID */
export function decodeCursor(cursor: string | undefined): { startedAt: string; id: number } | null {
  if (!cursor) return null;
  const [startedAt = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  if (
    !/^\d{1,15}$/.test(id) ||
    !/^\d{4}-\d\d-\d\dT[\d:.+-]+Z?$/.test(startedAt) ||
    Number.isNaN(Date.parse(startedAt))
  ) {
    throw new TarimError(alarmErrors.cursorInvalid);
  }
  return { startedAt, id: Number(id) };
}
