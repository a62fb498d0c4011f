import { brokenRule, isUnfinished } from '@tarim/platform/contract';
import { expect, test } from 'vitest';
import { ALL_CHECKS, CHECKS, industryOf } from './checks.ts';
import { RECORD_FORMS, recordFormOf, siteFormOf } from './forms.ts';

test('the industry with the longest fitting code has the list: burning waste is not burning coal', () => {
  expect(industryOf('4411')).toBe('power');
  expect(industryOf('4417')).toBe('incineration');
  expect(industryOf('4620')).toBe('sewage');
  expect(industryOf('3011')).toBe('building');
  expect(industryOf('2614')).toBe('chemical');
  expect(industryOf('9700')).toBeNull();
  expect(industryOf(null)).toBeNull();
});

test('the list of an industry comes after the rows of every site, and its record is one of the site', () => {
  const form = RECORD_FORMS.find(({ name }) => name === siteFormOf('power'))!;
  expect(recordFormOf(form.name)).toBe('site');
  const rows = form.inputs.find(({ name }) => name === 'checks')!.options!.map(({ value }) => value);
  expect(rows.slice(0, CHECKS.length)).toEqual([...CHECKS]);
  expect(rows.slice(CHECKS.length)).toEqual([
    'desulphurisation',
    'denitration',
    'dedusting',
    'bypass',
    'coalYard',
    'ash',
  ]);
  expect(new Set(ALL_CHECKS).size).toBe(ALL_CHECKS.length);
});

test('a checklist with an open row, and a sample without its code, are not ready to be sealed', () => {
  const checks = RECORD_FORMS[0]!.inputs.find(({ name }) => name === 'checks')!;
  const answered = Object.fromEntries(CHECKS.map((row) => [row, { verdict: 'ok', note: '' }]));
  expect(isUnfinished(checks, answered)).toBe(false);
  expect(isUnfinished(checks, { ...answered, permit: undefined })).toBe(true);
  expect(isUnfinished(checks, { ...answered, permit: { verdict: 'problem', note: ' ' } })).toBe(true);
  const sheet = RECORD_FORMS.find(({ name }) => name === 'sampling')!;
  const samples = sheet.inputs.find(({ name }) => name === 'samples')!;
  const bottle = { sampleCode: 'FS-01', sampleItems: 'COD', sampleAmount: '500 mL', container: '玻璃瓶' };
  expect(isUnfinished(samples, [bottle])).toBe(false);
  expect(isUnfinished(samples, [bottle, { ...bottle, sampleCode: '' }])).toBe(true);
  // Two who took it sign; who was there signs or it says why not.
  const by = (name: string) => ({ by: name, at: 1, strokes: [[1, 2]] });
  expect(brokenRule(sheet, { firstOfficer: by('甲'), secondOfficer: by('乙') })?.is).toBe('one-of');
  expect(
    brokenRule(sheet, { firstOfficer: by('甲'), secondOfficer: by('甲'), refusal: '无人在场' })?.is,
  ).toBe('signed-by-different');
});
