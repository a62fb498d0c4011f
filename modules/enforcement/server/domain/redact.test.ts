import { expect, test } from 'vitest';
import { redacted } from './redact.ts';

const PERSON = {
  kind: 'individual',
  name: '张三丰',
  code: '650102199001010011',
  address: '北屯市团结路 2 号',
} as const;
const HOUSE = {
  kind: 'organisation',
  name: '某某水泥有限公司',
  code: '91650100MA77XXXX1A',
  address: '园区 1 号',
} as const;

test('of a person neither name, number, address, telephone nor account is left', () => {
  const text =
    '张三丰（身份证 650102199001010011，电话 13999123456、0991-3838380，卡 6222 0200 1234 5678 123，zsf@example.cn）在北屯市团结路 2 号露天焚烧秸秆 3 亩';
  const open = redacted(text, PERSON, '某');
  expect(open).toBe('张某（身份证 ＊＊＊，电话 ＊＊＊、＊＊＊，卡 ＊＊＊，＊＊＊）在＊＊＊露天焚烧秸秆 3 亩');
});

test('an organisation is named, people in its cause are not told by their numbers; figures stay', () => {
  const text =
    '某某水泥有限公司（91650100MA77XXXX1A）2 号窑 2026-09-01 超标 0.35 倍，罚款 200000 元，联系人 13999123456';
  expect(redacted(text, HOUSE, '某')).toBe(text.replace('13999123456', '＊＊＊'));
});

test('a name of one letter is no reason to cut words', () => {
  expect(redacted('王家沟露天焚烧', { ...PERSON, name: '王', code: null, address: '' }, '某')).toBe(
    '王家沟露天焚烧',
  );
});
