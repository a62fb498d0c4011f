import { expect, test } from 'vitest';
import { placeholdersOf, type TemplateBody, type TemplateForm, templateFaults } from '../../contract.ts';
import { holdingAt, type VersionRow } from './templates.ts';

const REMEDIES = '六十日内申请行政复议，六个月内提起行政诉讼。';
const FACTORY: TemplateBody = {
  title: '决定书',
  texts: { facts: '经查，{{start}}起：{{facts}}', none: '不属于听证情形。', remedies: REMEDIES },
  hidden: [],
  before: [],
  after: [],
  signature: ['{{authority}}（印章）', '{{day}}'],
  number: '{{prefix}}罚〔{{year}}〕{{serial}}号',
};
const block = (key: string, more: Partial<TemplateForm['blocks'][number]> = {}) => ({
  key,
  name: key,
  role: 'text' as const,
  delivered: FACTORY.texts[key]!,
  placeholders: placeholdersOf(FACTORY.texts[key]!),
  optional: false,
  legal: false,
  keeps: [],
  ...more,
});
const FORM: TemplateForm = {
  kind: 'decision',
  name: '决定书',
  blocks: [
    block('facts'),
    block('none', { optional: true }),
    block('remedies', { legal: true, keeps: [['六十日', '60日'], ['行政复议'], ['六个月'], ['行政诉讼']] }),
  ],
  signs: ['authority', 'day'],
  factory: FACTORY,
};
const faultsOf = (more: Partial<TemplateBody>) => templateFaults(FORM, { ...FACTORY, ...more });
const withText = (texts: Record<string, string>) => faultsOf({ texts: { ...FACTORY.texts, ...texts } });

test('what is delivered, and what is only reworded, has no faults', () => {
  expect(templateFaults(FORM, FACTORY)).toEqual([]);
  expect(
    faultsOf({
      title: '处罚决定书（乌鲁木齐）',
      texts: {
        facts: '{{party}}自{{start}}：{{facts}}（{{facts}}）',
        none: '不听证。',
        remedies: `60日内可申请行政复议；六个月内可提起行政诉讼。{{authority}}`,
      },
      hidden: ['none'],
      before: ['{{party}}：'],
      after: ['联系人：{{handlers}}'],
      signature: ['{{authority}}', '（章） {{day}}'],
      number: '{{prefix}}罚字〔{{year}}〕第{{serial}}号',
    }),
  ).toEqual([]);
});

test('placeholders that are strange, broken or gone are named', () => {
  expect(withText({ facts: '{{start}}{{facts}}{{fine}}{{ party }}' })).toEqual([
    { where: 'facts', why: 'unknown', names: ['fine', ' party '] },
  ]);
  expect(withText({ facts: '{{start}}{{facts}}{{party}' })).toEqual([
    { where: 'facts', why: 'unknown', names: ['{{'] },
  ]);
  expect(withText({ facts: '经查：{{facts}}' })).toEqual([
    { where: 'facts', why: 'missing', names: ['start'] },
  ]);
  expect(withText({ facts: '  ' })).toEqual([{ where: 'facts', why: 'empty', names: [] }]);
  expect(faultsOf({ title: '{{party}}决定书' })).toEqual([
    { where: 'title', why: 'unknown', names: ['party'] },
  ]);
  expect(faultsOf({ before: ['好', '{{secret}}'] })).toEqual([
    { where: 'before.1', why: 'unknown', names: ['secret'] },
  ]);
  expect(faultsOf({ texts: { ...FACTORY.texts, other: 'x' } })).toEqual([
    { where: 'title', why: 'blockUnknown', names: ['other'] },
  ]);
});

test('terms and remedies are neither removed, hidden nor emptied of what they have to say', () => {
  const { remedies: _, ...gone } = FACTORY.texts;
  const removed = [{ where: 'remedies', why: 'legalRemoved', names: [] }];
  expect(faultsOf({ texts: gone })).toEqual(removed);
  expect(withText({ remedies: '' })).toEqual(removed);
  expect(faultsOf({ hidden: ['remedies'] })).toEqual(removed);
  expect(withText({ remedies: '三十日内申请行政复议，六个月内起诉。' })).toEqual([
    { where: 'remedies', why: 'legalTerm', names: ['六十日', '行政诉讼'] },
  ]);
  expect(faultsOf({ hidden: ['facts'] })).toEqual([{ where: 'facts', why: 'needed', names: [] }]);
});

test('who signs and when stands in the lines of signature', () => {
  expect(faultsOf({ signature: [] })).toEqual([{ where: 'signature', why: 'empty', names: [] }]);
  expect(faultsOf({ signature: ['{{authority}}'] })).toEqual([
    { where: 'signature', why: 'missing', names: ['day'] },
  ]);
});

test('a number tells body, year and serial apart', () => {
  const number = (format: string | null) =>
    faultsOf({ number: format }).map(({ why, names }) => [why, ...names]);
  expect(number('罚〔{{year}}〕{{serial}}号')).toEqual([['missing', 'prefix']]);
  expect(number('{{prefix}}〔{{year}}〕{{serial}}号{{party}}')).toEqual([['unknown', 'party']]);
  for (const unfit of [
    '{{prefix}}{{year}}-{{serial}}',
    '{{prefix}}〔{{year}}〕1{{serial}}号',
    '{{prefix}}〔{{year}}〕\n{{serial}}号',
    '{{prefix}}〔{{year}}〕{{serial}}-{{serial}}',
  ])
    expect(number(unfit)).toEqual([['numberUnfit', unfit]]);
  expect(number(null)).toEqual([['empty']]);
  expect(templateFaults({ ...FORM, factory: { ...FACTORY, number: null } }, FACTORY)).toEqual([
    { where: 'number', why: 'numberUnfit', names: [FACTORY.number] },
  ]);
});

const row = (
  unitPath: string,
  version: number,
  day: number,
  state: VersionRow['state'] = 'own',
): VersionRow => ({
  unitPath,
  kind: 'decision',
  version,
  state,
  body: state === 'own' ? FACTORY : null,
  by: '甲',
  at: new Date(Date.UTC(2026, 8, day)),
});
const [REGION, PREFECTURE, COUNTY] = ['/650000/', '/650000/650100/', '/650000/650100/650102/'];

test('the nearest unit up the path governs, as it stood at the time', () => {
  const versions = [
    row(REGION, 1, 1),
    row(PREFECTURE, 1, 5),
    row(PREFECTURE, 2, 10),
    row('/650000/652300/', 1, 2),
    row(COUNTY, 1, 20, 'factory'),
    row(COUNTY, 2, 25, 'inherit'),
  ];
  const at = (unit: string, day: number) => {
    const held = holdingAt(versions, 'decision', unit, new Date(Date.UTC(2026, 8, day)));
    return held && [held.unitPath, held.version, held.state];
  };
  expect(holdingAt(versions, 'notice', COUNTY, new Date(Date.UTC(2027, 0, 1)))).toBeNull();
  expect(at('/BT/BT08/', 30)).toBeNull();
  expect(at(COUNTY, 0)).toBeNull();
  expect(at(COUNTY, 1)).toEqual([REGION, 1, 'own']);
  expect(at(COUNTY, 9)).toEqual([PREFECTURE, 1, 'own']);
  expect(at(COUNTY, 10)).toEqual([PREFECTURE, 2, 'own']);
  // Back to what is delivered, although the units above have theirs; then with them again.
  expect(at(COUNTY, 22)).toEqual([COUNTY, 1, 'factory']);
  expect(at(COUNTY, 25)).toEqual([PREFECTURE, 2, 'own']);
  expect(at('/650000/650100/650103/', 30)).toEqual([PREFECTURE, 2, 'own']);
  expect(at(REGION, 30)).toEqual([REGION, 1, 'own']);
});
