import type { TarimError } from '@tarim/kernel';
import type { FieldForm, FieldInput } from '@tarim/platform/contract';
import { expect, test } from 'vitest';
import { checkForm } from './form.ts';

const input = (name: string, type: FieldInput['type'], more: Partial<FieldInput> = {}): FieldInput => ({
  name,
  titles: { zh: name, en: name },
  type,
  required: false,
  ...more,
});
const FORM: FieldForm = {
  name: 'record',
  titles: { zh: '笔录', en: 'record' },
  inputs: [
    input('began', 'moment'),
    input('checks', 'checklist', {
      options: ['permit', 'ledger'].map((value) => ({ value, titles: { zh: value, en: value } })),
    }),
    input('talk', 'dialogue'),
    input('samples', 'rows', {
      columns: [
        { name: 'code', titles: { zh: '编号', en: 'code' }, required: true, maxLength: 10 },
        { name: 'note', titles: { zh: '备注', en: 'note' }, required: false, maxLength: 10 },
      ],
    }),
    input('person', 'signature'),
    input('officer', 'signature'),
    input('refusal', 'text'),
  ],
  rules: [
    { is: 'one-of', inputs: ['person', 'refusal'] },
    { is: 'signed-by-different', inputs: ['person', 'officer'] },
  ],
  evidence: { min: 0, max: 0 },
};
const signature = (by: string, strokes: unknown = [[1, 2, 3, 4]]) => ({ by, at: 1, strokes });
const WHOLE = {
  began: 1_790_000_000_000,
  checks: { permit: { verdict: 'ok', note: '' }, ledger: { verdict: 'problem', note: '缺页' } },
  talk: [{ q: '设施何时停运？', a: '昨晚。' }],
  person: signature('甲'),
  officer: signature('乙'),
};
/** What is told of the values: the field and why; null when they are taken. */
const wrong = (more: Record<string, unknown>): Record<string, unknown> | null => {
  try {
    checkForm(FORM, { ...WHOLE, ...more }, []);
    return null;
  } catch (error) {
    return (error as TarimError).params;
  }
};

test('a record as it is filled in on the spot is taken', () => {
  expect(wrong({})).toBeNull();
  expect(wrong({ samples: [{ code: 'A-1', note: '浑浊' }, { code: 'A-2' }] })).toBeNull();
});

test.each([
  ['a moment is whole milliseconds', { began: 'now' }, 'began'],
  ['a row fills in what it must', { samples: [{ code: 'A-1' }, { note: '浑浊' }] }, 'samples'],
  ['a row keeps to its lengths', { samples: [{ code: 'A-12345678901' }] }, 'samples'],
  ['a row has no other column', { samples: [{ code: 'A-1', other: 'x' }] }, 'samples'],
  ['a list has rows', { samples: [] }, 'samples'],
  ['every row of a checklist is answered', { checks: { permit: { verdict: 'ok', note: '' } } }, 'checks'],
  [
    'a problem says what it is',
    { checks: { ...WHOLE.checks, ledger: { verdict: 'problem', note: ' ' } } },
    'checks',
  ],
  [
    'no row is there that nobody asked for',
    { checks: { ...WHOLE.checks, other: { verdict: 'ok', note: '' } } },
    'checks',
  ],
  [
    'a verdict is one of those known',
    { checks: { ...WHOLE.checks, ledger: { verdict: 'fine', note: '' } } },
    'checks',
  ],
  ['a question has its answer', { talk: [{ q: '设施何时停运？', a: '' }] }, 'talk'],
  ['a stroke has as many ordinates as abscissae', { person: signature('甲', [[1, 2, 3]]) }, 'person'],
  ['a signature was drawn', { person: signature('甲', []) }, 'person'],
  ['a signature lies on the glass', { person: signature('甲', [[1, 9_999]]) }, 'person'],
])('%s', (_, more, field) => expect(wrong(more)).toMatchObject({ field }));

test('who does not sign is told why; two signatures are of two persons', () => {
  expect(wrong({ person: null })).toMatchObject({ reason: 'one-of' });
  expect(wrong({ person: null, refusal: '拒绝签名，见证人在场' })).toBeNull();
  expect(wrong({ person: signature('乙') })).toMatchObject({ reason: 'signed-by-different' });
});
