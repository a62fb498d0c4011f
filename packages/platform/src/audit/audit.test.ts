import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { AUDIT_ROOT, auditHash, canonical } from './audit.ts';

test('the same entry gives the same bytes, however its keys lie', () => {
  expect(canonical({ b: [1, null, { z: 'ü', a: undefined }], a: 1e21 })).toBe(
    '{"a":1e+21,"b":[1,null,{"z":"ü"}]}',
  );
  expect(canonical({ x: -0, y: 0.1 + 0.2 })).toBe('{"x":0,"y":0.30000000000000004}');
});

test('the hash is SHA-256 over the hash before and the entry, so that others can check it', () => {
  const entry = {
    at: '2026-11-24T04:00:00.000Z',
    actorId: null,
    actorName: null,
    action: 'a',
    subject: 's',
    unitPath: null,
    detail: {},
  };
  const text = `${AUDIT_ROOT}\n{"action":"a","actorId":null,"actorName":null,"at":"2026-11-24T04:00:00.000Z","detail":{},"subject":"s","unitPath":null}`;
  expect(auditHash(AUDIT_ROOT, entry)).toBe(createHash('sha256').update(text).digest('hex'));
});
