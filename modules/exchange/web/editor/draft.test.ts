import { expect, test } from 'vitest';
import type { Preview } from '../../contract.ts';
import {
  addField,
  adopt,
  type Draft,
  emptyCheck,
  emptySource,
  newDraft,
  readCodes,
  removeField,
  renameField,
  slugOf,
  specOf,
  writeCodes,
} from './draft.ts';
import { problemsOf } from './problems.ts';

const text = (name: string) => ({ name, titleZh: name, titleEn: name, type: 'text' as const, from: name });
const PREVIEW: Preview = {
  format: 'CSV',
  layers: ['ledger'],
  layer: 'ledger',
  fields: [],
  looked: 2,
  more: false,
  rows: [],
  proposal: {
    place: { kind: 'columns', x: 'x', y: 'y' },
    geometryType: 'Point',
    fields: [text('code'), text('name'), { ...text('day'), type: 'date' }],
    checks: [{ kind: 'required', field: 'code', severity: 'reject' }],
    keys: ['code'],
  },
  result: null,
  problems: [],
  shapes: [],
};
const proposed = (): Draft =>
  adopt(newDraft('/650000/'), PREVIEW, { sha256: '0'.repeat(64), name: '2026 County Ledger.csv' });
const at = (draft: Draft, more: { isNew?: boolean; hasSecret?: boolean } = {}) =>
  problemsOf(draft, { isNew: true, hasSecret: false, ...more }).map((one) => `${one.at} ${one.key}`);

test('what a look proposes is taken over: with keys rows are updated, a name labels, a single date is the time', () => {
  const { slug, spec } = proposed();
  expect(slug).toBe('county-ledger');
  expect(spec).toMatchObject({
    titleZh: '2026 County Ledger',
    mode: 'upsert',
    keys: ['code'],
    labelField: 'name',
    timeField: 'day',
    geometryType: 'Point',
    layer: null,
  });
  const { spec: without } = adopt(
    newDraft(undefined),
    { ...PREVIEW, proposal: { ...PREVIEW.proposal, keys: [] } },
    null,
  );
  expect(without.mode).toBe('replace');
});

test('identifiers come from Latin letters; a name without any gives none', () => {
  expect(slugOf('2026 County Ledger')).toBe('county-ledger');
  expect(slugOf('县级台账')).toBe('');
  expect(slugOf('A')).toBe('');
  expect(slugOf(`x${'-y'.repeat(40)}`)).toMatch(/^[a-z][a-z0-9-]{1,40}$/);
});

test('checks, keys and roles follow a field to its new name and go with it', () => {
  const renamed = renameField(proposed().spec, 0, 'number');
  expect(renamed.checks).toEqual([{ kind: 'required', field: 'number', severity: 'reject' }]);
  expect(renamed.keys).toEqual(['number']);
  expect(renameField(renamed, 1, 'label').labelField).toBe('label');
  const without = removeField(removeField(renamed, 2), 0);
  expect(without).toMatchObject({ checks: [], keys: [], timeField: null, labelField: 'name' });
});

test('typing a name through that of another field takes nothing from the other', () => {
  // `cod` becomes `code`, which there is, and goes on to `codes`.
  const spec = { ...proposed().spec, fields: [text('code'), text('cod')] };
  const through = renameField(renameField(spec, 1, 'code'), 1, 'codes');
  expect(through.fields.map((one) => one.name)).toEqual(['code', 'codes']);
  expect(through.keys).toEqual(['code']);
  expect(addField({ ...spec, fields: [text('field2')] }).fields[1]!.name).toBe('field3');
});

test('codes are read a line each, by tab or the first sign of equality, and written back', () => {
  expect(readCodes('1 = 一级\r\n2\t=二级\n\nother\n3=a=b')).toEqual([
    { from: '1', to: '一级' },
    { from: '2', to: '=二级' },
    { from: 'other', to: 'other' },
    { from: '3', to: 'a=b' },
  ]);
  const codes = [{ from: '1', to: '' }];
  expect(readCodes(writeCodes(codes))).toEqual(codes);
});

test('English that was left out is the Chinese; an upload has no schedule', () => {
  const draft = proposed();
  const spec = specOf({
    ...draft,
    spec: {
      ...draft.spec,
      titleZh: ' 台账 ',
      titleEn: ' ',
      sourceZh: '某县',
      sourceEn: '',
      cron: '0 6 * * *',
    },
  });
  expect(spec).toMatchObject({ titleZh: '台账', titleEn: '台账', sourceEn: '某县', cron: null });
});

test('a draft tells what it lacks, each at its place', () => {
  const draft = proposed();
  expect(at(newDraft(undefined))).toEqual([
    'unitPath wrong.required',
    'fields wrong.fields',
    'slug wrong.slug',
    'titleZh wrong.required',
    'sourceZh wrong.required',
  ]);
  const whole = { ...draft, spec: { ...draft.spec, sourceZh: '某县' } };
  expect(at(whole)).toEqual([]);
  const spec = {
    ...whole.spec,
    fields: [text('Code'), text('id'), text('name'), { ...text('name'), from: null }],
    checks: [emptyCheck('range', 'name'), emptyCheck('pattern', 'name'), emptyCheck('unique', 'gone')],
    keys: [],
    geometryType: 'Polygon' as const,
  };
  expect(at({ ...whole, spec })).toEqual([
    'fields.0.name wrong.name',
    'fields.1.name wrong.taken',
    'fields.2.name wrong.twice',
    'fields.3.name wrong.twice',
    'fields.3.from wrong.nothing',
    'geometryType wrong.point',
    'checks.0 wrong.bounds',
    'checks.1 wrong.required',
    'checks.2 wrong.checkField',
    'keys wrong.keys',
  ]);
});

test('an SFTP folder is on a server whose key is known', () => {
  const draft = proposed();
  const of = (source: object): Draft => ({
    ...draft,
    secret: 'word',
    spec: {
      ...draft.spec,
      sourceZh: '某县',
      source: { ...emptySource('sftp'), ...source } as Draft['spec']['source'],
    },
  });
  expect(at(of({}))).toEqual(['host wrong.host', 'user wrong.required', 'hostKey wrong.hostKey']);
  const whole = { host: '10.0.0.8', user: 'tarim', hostKey: `SHA256:${'A'.repeat(43)}` };
  expect(at(of(whole))).toEqual([]);
  expect(at({ ...of(whole), secret: undefined })).toEqual(['secret wrong.required']);
  expect(at(of({ ...whole, pattern: 'a/*.csv' }))).toEqual(['pattern wrong.pattern']);
});

test('a database needs its connection unless one is kept; an address holds no password', () => {
  const draft = proposed();
  const of = (source: Draft['spec']['source'], secret?: string): Draft => ({
    ...draft,
    secret,
    spec: { ...draft.spec, sourceZh: '某县', source },
  });
  const database = { ...emptySource('database'), kind: 'database' as const, statement: 'select 1' };
  const source = { ...database, timeoutSeconds: 60 };
  expect(at(of(source))).toEqual(['secret wrong.required']);
  expect(at(of(source, 'postgresql://…'))).toEqual([]);
  expect(at(of(source), { isNew: false, hasSecret: true })).toEqual([]);
  const http = emptySource('http') as Extract<Draft['spec']['source'], { kind: 'http' }>;
  expect(at(of(http))).toEqual(['url wrong.url']);
  expect(at(of({ ...http, url: 'https://a:b@example.org/' }))).toEqual(['url wrong.urlSecret']);
  expect(at(of({ ...http, url: 'https://example.org/', rows: 'data' }))).toEqual(['rows wrong.pointer']);
  expect(at(of({ ...http, url: 'https://example.org/', headers: [{ name: 'A b', value: '' }] }))).toEqual([
    'headers.0 wrong.header',
  ]);
});
