import type { FieldForm, FieldInput } from '@tarim/platform/contract';
import { RESULTS } from '../../contract.ts';
import { type Key, wordsIn } from '../words.ts';

/** Rows of the checklist (检查清单): what is looked at on every site. */
export const CHECKS = [
  'permit',
  'eia',
  'facilities',
  'autoMonitoring',
  'outlets',
  'solidWaste',
  'ledger',
  'disclosure',
  'emergency',
] as const;

export const both = (key: Key) => ({ zh: wordsIn('zh-CN')(key), en: wordsIn('en')(key) });
const title = (name: string) => both(`record.${name}` as Key);

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

/** 现场检查（勘察）笔录. */
const SITE: FieldForm = {
  name: 'site',
  titles: title('site'),
  inputs: [
    ...BEGINNING,
    text('production', 2_000, true),
    input('checks', 'checklist', true, {
      options: CHECKS.map((one) => ({ value: one, titles: both(`check.${one}` as Key) })),
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
  evidence: { min: 1, max: 40 },
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
  evidence: { min: 0, max: 10 },
};

export const RECORD_FORMS: readonly FieldForm[] = [SITE, INQUIRY];
export const formNamed = (name: string): FieldForm | undefined =>
  RECORD_FORMS.find((one) => one.name === name);
