import { expect, test } from 'vitest';
import type { TemplateContent } from '../../contract.ts';
import { fill, unknownPlaceholders, type Values, wordsFor, wrongSections } from './template.ts';

const values: Values = {
  unit: '乌鲁木齐市 {{period}}',
  period: '2026 年 11 月 25 日',
  from: '',
  to: '',
  days: '1',
  madeOn: '',
  number: '1',
  template: '2',
};

test('placeholders are filled once; what is put in is not looked at again', () => {
  expect(fill('{{unit}}：{{ days }} 天，{{nobody}} {unit} $&', values)).toBe(
    '乌鲁木齐市 {{period}}：1 天，{{nobody}} {unit} $&',
  );
  // A value with the marks of replacement patterns is plain text.
  expect(fill('{{unit}}', { ...values, unit: '$1 $& $`' })).toBe('$1 $& $`');
});

const content: TemplateContent = {
  title: { zh: '日报 {{tilte}}', en: '{{unit}}' },
  items: [
    { type: 'section', id: 'air.summary', on: true },
    { type: 'section', id: 'air.summary', on: false },
    { type: 'section', id: 'water.surface', on: true },
    { type: 'section', id: 'nothing', on: true },
    { type: 'text', on: true, heading: { zh: '', en: '' }, text: { zh: '{{period}}', en: '{{perod}}' } },
  ],
};

test('a template is checked: placeholders, sections that are unknown, of another kind or there twice', () => {
  expect(unknownPlaceholders(content)).toEqual(['tilte', 'perod']);
  const known = [
    { id: 'air.summary', kinds: ['daily'] },
    { id: 'water.surface', kinds: ['monthly'] },
  ] as const;
  expect(wrongSections(content, 'daily', known)).toEqual(['air.summary', 'water.surface', 'nothing']);
});

test('what is not written in English stands in Chinese', () => {
  expect(wordsFor({ zh: '日报', en: ' ' }, 'en')).toBe('日报');
  expect(wordsFor({ zh: '日报', en: 'Bulletin' }, 'en')).toBe('Bulletin');
});
