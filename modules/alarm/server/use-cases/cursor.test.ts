import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

describe('cursor', () => {
  it('comes back as it went', () => {
    const last = { startedAt: '2026-11-24T13:00:00.250+08:00', id: 42 };
    expect(decodeCursor(encodeCursor(last))).toEqual(last);
  });

  it('is absent on the first page', () => {
    expect(decodeCursor(undefined)).toBeNull();
  });

  it.each([
    'x',
    '!!!!',
    Buffer.from('2026-11-24|1').toString('base64url'),
    Buffer.from("2026-11-24T00:00:00Z';--|1").toString('base64url'),
    Buffer.from('2026-11-24T00:00:00Z|1e9').toString('base64url'),
  ])('refuses %s with a coded error', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ code: 'ALARM_CURSOR_INVALID' }));
  });
});
