import type { FieldForm, FieldInput } from '@tarim/platform/contract';
import { RESULTS, type RecordForm } from '../../contract.ts';
import { type Key, wordsIn } from '../words.ts';
import { CHECKS, type Check, INDUSTRY_CHECKS, type Industry } from './checks.ts';

export const both = (key: Key) => ({ zh: wordsIn('zh-CN')(key), en: wordsIn('en')(key) });
const title = (name: string) => both(`record.${name}` as Key);

/** Name of the form with the checklist of an industry; the record is one of the site all the same. */
export const siteFormOf = (industry: Industry | null): string => (industry ? `site-${industry}` : 'site');
/** Which record a form of the phone makes. */
export const recordFormOf = (form: string): RecordForm =>
  form.startsWith('site') ? 'site' : (form as RecordForm);

type Type = FieldInput['type'];
const input = (name: string, type: Type, required: boolean, more: Partial<FieldInput> = {}): FieldInput => ({
  name,
  titles: title(name),
  type,
  required,
  ...more,
});
const text = (name: string, maxLength: number, required = false) =>
  input(name, 'text', required, { maxLength });

/** Who was there, that certificates were shown and rights told (行政处罚法 55; 案卷评查 笔录要素). */
const BEGINNING: readonly FieldInput[] = [
  input('began', 'moment', true),
  text('place', 200, true),
  text('person', 60, true),
  text('post', 100, true),
  text('phone', 30),
  input('certificatesShown', 'yes-no', true),
  input('rightsTold', 'yes-no', true),
];

/** Signed by who was inspected, or it says why not; by two officers. */
const END: readonly FieldInput[] = [
  input('personSigns', 'signature', false),
  text('refusal', 400),
  input('firstOfficer', 'signature', true),
  input('secondOfficer', 'signature', true),
];
const RULES: FieldForm['rules'] = [
  { is: 'one-of', inputs: ['personSigns', 'refusal'] },
  { is: 'signed-by-different', inputs: ['firstOfficer', 'secondOfficer', 'personSigns'] },
];

const checkOption = (one: Check) => ({ value: one, titles: both(`check.${one}`) });

/** 现场检查（勘察）笔录, with the rows of an industry behind those of every site. */
const siteForm = (industry: Industry | null, rows: readonly Check[]): FieldForm => ({
  name: siteFormOf(industry),
  titles: title('site'),
  inputs: [
    ...BEGINNING,
    text('production', 2_000, true),
    input('checks', 'checklist', true, {
      options: [...CHECKS, ...rows].map(checkOption),
    }),
    text('facts', 4_000, true),
    input('sampled', 'yes-no', true),
    input('outline', 'outline', false),
    input('route', 'route', false),
    input('result', 'choice', true, {
      options: RESULTS.map((one) => ({ value: one, titles: both(`result.${one}`) })),
    }),
    ...END,
  ],
  rules: RULES,
  evidence: { min: 1, max: 40, recordings: true },
});

const column = (name: string, maxLength: number, required = true) => ({
  name,
  titles: title(name),
  required,
  maxLength,
});
/** What is taken on a site (采样介质). */
export const MEDIA = ['wastewater', 'water', 'flueGas', 'air', 'soil', 'waste', 'noise'] as const;

/** 现场采样单: one point a sheet, one row a bottle, filter or bag; signed by two who took it. */
const SAMPLING: FieldForm = {
  name: 'sampling',
  titles: title('sampling'),
  inputs: [
    input('began', 'moment', true),
    text('place', 200, true),
    text('person', 60, true),
    text('post', 100, true),
    input('medium', 'choice', true, {
      options: MEDIA.map((one) => ({ value: one, titles: both(`medium.${one}`) })),
    }),
    text('method', 200, true),
    text('weather', 100),
    input('samples', 'rows', true, {
      columns: [
        column('sampleCode', 40),
        column('sampleItems', 120),
        column('sampleAmount', 40),
        column('container', 60),
        column('preservation', 100, false),
        column('sampleState', 120, false),
      ],
    }),
    input('sealedUp', 'yes-no', true),
    text('laboratory', 100, true),
    ...END,
  ],
  rules: RULES,
  evidence: { min: 0, max: 20, recordings: true },
};

/** 调查询问笔录: one person a record. */
const INQUIRY: FieldForm = {
  name: 'inquiry',
  titles: title('inquiry'),
  inputs: [
    ...BEGINNING,
    text('identity', 30, true),
    text('deliveryAddress', 200, true),
    input('electronicDelivery', 'yes-no', true),
    text('interpreter', 100),
    input('dialogue', 'dialogue', true),
    ...END,
  ],
  rules: RULES,
  evidence: { min: 0, max: 10, recordings: true },
};

export const RECORD_FORMS: readonly FieldForm[] = [
  siteForm(null, []),
  ...INDUSTRY_CHECKS.map(({ industry, rows }) => siteForm(industry, rows)),
  SAMPLING,
  INQUIRY,
];
