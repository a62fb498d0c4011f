import { expect, test } from 'vitest';
import { NUMBER_PLACEHOLDERS, OFFERED, placeholdersOf, TEMPLATE_KINDS } from '../../contract.ts';
import { type Key, textsIn } from '../words.ts';
import { KINDS } from './kinds.ts';
import { broughtUp, factoryBody, paperWords } from './paper-words.ts';
import { samplePaper } from './sample.ts';

const ISSUER = { name: '天山区分局', prefix: '天环' };

test('every kind of paper takes title, own paragraphs and signature from its template, and says that it is a sample', () => {
  for (const kind of TEMPLATE_KINDS) {
    const factory = factoryBody(KINDS[kind]);
    const words = paperWords(
      {
        ...factory,
        title: '改过的标题',
        before: ['致{{party}}：'],
        after: ['承办{{handlers}}'],
        signature: ['{{authority}} {{day}}'],
      },
      '文书格式 v7',
    );
    const { title, header, footer, simulated, parts } = samplePaper(kind, words, ISSUER);
    expect([title, simulated], kind).toEqual(['改过的标题', '样例 · 模拟数据']);
    expect(header, kind).toContain('天山区分局 改过的标题');
    expect(footer, kind).toMatch(/文书格式 v7$/);
    expect(parts[0], kind).toEqual({ kind: 'paragraph', text: '致样例企业：' });
    expect(parts.slice(-2), kind).toEqual([
      { kind: 'paragraph', text: '承办样例甲（证 1）、样例乙（证 2）' },
      { kind: 'paragraph', text: '天山区分局 2026年9月24日' },
    ]);
    expect(JSON.stringify(parts), kind).not.toMatch(/\{\{|undefined/);
  }
});

/** Texts that a sample of one case cannot show: the other way that a case may go. */
const ELSEWISE: ReadonlySet<Key> = new Set([
  'doc.waived',
  'doc.statementAdopted',
  'doc.noStatement',
  'doc.noHearing',
  'doc.hearingRight',
  'doc.hearingHeld',
  'doc.compensationAgreed',
  'doc.compensationDone',
]);

test('every text that an office may reword is the one that is printed', () => {
  for (const kind of TEMPLATE_KINDS) {
    const factory = factoryBody(KINDS[kind]);
    for (const { key, optional } of KINDS[kind].blocks) {
      const said = (texts: Record<string, string>, hidden: string[] = []) =>
        JSON.stringify(samplePaper(kind, paperWords({ ...factory, texts, hidden }, null), ISSUER).parts);
      const text = `★${key}★`;
      const printed = said({ ...factory.texts, [key]: text });
      if (!ELSEWISE.has(key)) expect(printed, `${kind} ${key}`).toContain(text);
      if (optional && !ELSEWISE.has(key))
        expect(said({ ...factory.texts, [key]: text }, [key]), `${kind} ${key} hidden`).not.toContain(text);
    }
  }
});

test('what a legal text has to go on saying stands in it as it is delivered', () => {
  const delivered = textsIn('zh-CN');
  const legal = TEMPLATE_KINDS.flatMap((kind) => KINDS[kind].blocks).filter(({ keeps }) => keeps);
  expect(legal.length).toBeGreaterThan(10);
  for (const { key, keeps } of legal)
    for (const group of keeps!) expect(delivered[key], key).toContain(group[0]);
  // Every paper that punishes, orders or seals tells of remedies; every notice of the defence.
  const kindsWith = (key: Key) =>
    TEMPLATE_KINDS.filter((kind) => KINDS[kind].blocks.some((block) => block.key === key && block.keeps));
  expect(kindsWith('doc.remediesText')).toEqual([
    'decision',
    'no-penalty',
    'daily-decision',
    'seal',
    'order-correction',
    'limit-production',
  ]);
  expect(kindsWith('doc.defenceRight')).toEqual(['notice', 'daily-notice']);
});

test('a template of before is brought up to the texts that the paper has now', () => {
  const factory = factoryBody(KINDS.release);
  const old = { ...factory, texts: { 'doc.decision': '决定如下', 'doc.gone': 'x' }, hidden: ['doc.gone'] };
  expect(broughtUp(KINDS.release, old)).toEqual({
    ...factory,
    texts: { 'doc.decision': '决定如下', 'doc.releaseText': factory.texts['doc.releaseText'] },
    hidden: [],
  });
});

test('the number follows its format', () => {
  const words = paperWords(
    { ...factoryBody(KINDS.notice), number: '{{prefix}}告字〔{{year}}〕第{{serial}}号' },
    null,
  );
  expect(samplePaper('notice', words, ISSUER).subtitle).toBe('天环告字〔2026〕第×号');
  expect(placeholdersOf(factoryBody(KINDS.file).number!)).toEqual(['prefix', 'year', 'serial']);
});

test('texts and placeholders have names in both languages, and no placeholder of a text is unknown to the page', () => {
  const blocks = TEMPLATE_KINDS.flatMap((kind) => KINDS[kind].blocks.map(({ key }) => key));
  const placeholders = blocks.flatMap((key) => placeholdersOf(textsIn('zh-CN')[key]));
  expect(placeholders).toContain('beside');
  const names = [
    ...blocks.map((key) => `block.${key}`),
    ...[...placeholders, ...OFFERED, ...NUMBER_PLACEHOLDERS].map((name) => `placeholder.${name}`),
  ];
  for (const language of ['zh-CN', 'en']) {
    const texts: Readonly<Record<string, string>> = textsIn(language);
    expect([...new Set(names)].filter((name) => !texts[name])).toEqual([]);
  }
});
