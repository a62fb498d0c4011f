import { workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import type { LicenceAct, SourceAct } from '../../contract.ts';
import { possibleLicenceActs } from './licence.ts';
import { possibleSourceActs } from './source-life.ts';

const calendar = workCalendar();
const document = '文书';
const HELD: SourceAct = { act: 'hold', on: '2026-01-05', document, origin: 'bought' };

test('a page offers the steps that may be taken, and no others', () => {
  const facts = { unitId: 1, code: '0116CS000013', category: 'III' as const, belowExemption: false };
  const offered = (...acts: SourceAct[]) =>
    possibleSourceActs(facts, [HELD, ...acts], '2026-11-28', calendar);
  expect(offered()).toEqual(['start', 'idle', 'apply-transfer', 'return', 'store', 'file-away', 'lose']);
  const applied: SourceAct = { act: 'apply-transfer', on: '2026-02-01', document, to: '乙', toUnit: null };
  expect(offered(applied)).toEqual([
    'start',
    'idle',
    'accept-transfer',
    'refuse-transfer',
    'file-away',
    'lose',
  ]);
  expect(offered({ act: 'lose', on: '2026-02-01', document, how: 'lost' })).toEqual(['find']);
  const stored: SourceAct = { act: 'store', on: '2026-02-01', document, to: '库' };
  expect(offered(stored)).toEqual(['file', 'dispose']);
  expect(offered(stored, { act: 'dispose', on: '2026-03-01', document })).toEqual(['file', 'cancel-code']);
  expect(possibleSourceActs({ ...facts, belowExemption: true }, [HELD], '2026-11-28', calendar)).toContain(
    'exempt',
  );
});

test('a licence offers acceptance before a decision, and no renewal once it ended', () => {
  const apply: LicenceAct = {
    act: 'apply',
    kind: 'new',
    on: '2021-03-01',
    document,
    changedOn: null,
    ranges: [{ kind: 'use', range: 'source-III' }],
  };
  const accept: LicenceAct = { act: 'accept', on: '2021-03-02', document };
  const grant: LicenceAct = { act: 'grant', on: '2021-03-20', document, number: 'x', validTo: '2026-03-19' };
  const offered = (acts: LicenceAct[], today: string) => possibleLicenceActs(acts, today, calendar);
  expect(offered([apply], '2021-03-02')).toEqual({ acts: ['accept', 'refuse', 'cancel'], applications: [] });
  expect(offered([apply, accept], '2021-03-20').acts).toEqual(['refuse', 'grant', 'cancel']);
  expect(offered([apply, accept, grant], '2026-03-19')).toEqual({
    acts: ['apply', 'replace', 'cancel', 'revoke'],
    applications: ['change', 'renewal', 'reissue'],
  });
  expect(offered([apply, accept, grant], '2026-03-20')).toEqual({
    acts: ['cancel', 'revoke'],
    applications: [],
  });
});
