import { expect, test } from 'vitest';
import type { PipelineSpec } from '../../contract.ts';
import { LEDGER } from '../../test/spec.ts';
import { checkSpec, nextDue } from './check-spec.ts';

const code = (more: Partial<PipelineSpec>): string | null => {
  try {
    checkSpec({ ...LEDGER, ...more }, 0);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const http = (more: object): Partial<PipelineSpec> => ({
  source: {
    kind: 'http',
    url: 'https://a.example/x',
    headers: [],
    paging: { kind: 'none' },
    timeoutSeconds: 10,
    ...more,
  },
});
const field = LEDGER.fields[0]!;

test.each<[string, Partial<PipelineSpec>, string | null]>([
  ['as it is', {}, null],
  ['a field twice', { fields: [...LEDGER.fields, field] }, 'EXCHANGE_SPEC_FIELD'],
  ['a reserved name', { fields: [...LEDGER.fields, { ...field, name: 'geometry' }] }, 'EXCHANGE_SPEC_FIELD'],
  [
    'a field of nothing',
    { fields: [...LEDGER.fields, { ...field, name: 'more', from: null }] },
    'EXCHANGE_SPEC_FIELD',
  ],
  [
    'a range of a text',
    { checks: [{ kind: 'range', field: 'name', min: 1, severity: 'warn' }] },
    'EXCHANGE_SPEC_CHECK',
  ],
  [
    'bounds exchanged',
    { checks: [{ kind: 'range', field: 'load', min: 2, max: 1, severity: 'warn' }] },
    'EXCHANGE_SPEC_CHECK',
  ],
  [
    'a check of nothing',
    { checks: [{ kind: 'required', field: 'other', severity: 'warn' }] },
    'EXCHANGE_SPEC_CHECK',
  ],
  ['updating without keys', { keys: [] }, 'EXCHANGE_SPEC_KEYS'],
  ['a time that is none', { timeField: 'name' }, 'EXCHANGE_SPEC_KEYS'],
  ['columns that make areas', { geometryType: 'Polygon' }, 'EXCHANGE_SPEC_PLACE'],
  ['a password in the address', http({ url: 'https://u:p@a.example/x' }), 'EXCHANGE_SPEC_SOURCE'],
  ['pages of a file', http({ paging: { kind: 'page', parameter: 'p', first: 1 } }), 'EXCHANGE_SPEC_SOURCE'],
  [
    'a pattern that leaves the folder',
    { source: { kind: 'folder', pattern: '../*', move: true } },
    'EXCHANGE_SPEC_SOURCE',
  ],
  ['a schedule of uploads', { cron: '0 * * * *' }, 'EXCHANGE_SPEC_SOURCE'],
  ['a schedule of seconds', { ...http({}), cron: '* * * * * *' }, 'EXCHANGE_CRON_WRONG'],
  ['a schedule of nothing', { ...http({}), cron: '61 * * * *' }, 'EXCHANGE_CRON_WRONG'],
])('%s', (_, more, wanted) => {
  expect(code(more)).toBe(wanted);
});

test('schedules are of Beijing time', () => {
  // 08:00 in Beijing is midnight UTC.
  expect(nextDue('0 8 * * *', Date.UTC(2026, 10, 26, 5))).toBe(Date.UTC(2026, 10, 27, 0));
});
