import { expect, test } from 'vitest';
import { certificateOn } from './certificate.ts';

const OLD = { validFrom: '2025-01-01', validUntil: '2025-12-31' };
const NEW = { validFrom: '2026-03-01', validUntil: '2027-02-28' };

test('a certificate holds on its first and its last day; in a gap none does', () => {
  const on = (day: string) => certificateOn([OLD, NEW], day);
  expect(on('2025-01-01')).toEqual({ certificate: OLD, valid: true });
  expect(on('2025-12-31')).toEqual({ certificate: OLD, valid: true });
  expect(on('2026-01-01')).toEqual({ certificate: OLD, valid: false });
  expect(on('2026-03-01')).toEqual({ certificate: NEW, valid: true });
  expect(on('2027-03-01')).toEqual({ certificate: NEW, valid: false });
  expect(on('2024-12-31')).toEqual({ certificate: OLD, valid: false });
  expect(certificateOn([], '2026-03-01')).toBeNull();
});
