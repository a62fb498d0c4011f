import type { Dataset } from '@tarim/platform';
import { describe, expect, it } from 'vitest';
import { durationMs, freshnessOf } from './freshness.ts';
import { beyond, defectOfAsked, endOfDay } from './grant.ts';
import { lineageOf } from './lineage.ts';
import { looksLikeKey, newKey, newReceipt, plainReceipt } from './token.ts';

describe('freshness', () => {
  it('reads ISO 8601 durations', () => {
    expect(durationMs('PT1H')).toBe(3_600_000);
    expect(durationMs('P1D')).toBe(86_400_000);
    expect(durationMs('P1M')).toBe(31 * 86_400_000);
    expect(durationMs('irregular')).toBeNull();
    expect(durationMs('P')).toBeNull();
  });

  it('calls late what missed two rhythms', () => {
    const now = Date.UTC(2026, 10, 24, 4);
    expect(freshnessOf('PT1H', new Date(now - 7_200_000), now)).toBe('fresh');
    expect(freshnessOf('PT1H', new Date(now - 7_200_001), now)).toBe('late');
    expect(freshnessOf('PT1H', null, now)).toBe('unknown');
    expect(freshnessOf('irregular', null, now)).toBe('irregular');
  });
});

describe('what is asked for and granted', () => {
  const field = (name: string, internal?: true) => ({
    name,
    titles: { zh: '', en: '' },
    type: 'text' as const,
    sql: '',
    ...(internal ? { internal } : {}),
  });
  const known = new Map(
    (['open', 'on-request', 'internal', 'secret'] as const).map((sharing) => [
      sharing,
      { id: sharing, sharing, fields: [field('name'), field('contact', true)] },
    ]),
  );

  it('takes open sets and those on request, without internal fields', () => {
    const ask = (dataset: string, fields: string[] | null = null) =>
      defectOfAsked([{ dataset, fields }], known)?.kind ?? null;
    expect(ask('open')).toBeNull();
    expect(ask('on-request', ['name'])).toBeNull();
    expect(ask('internal')).toBe('not-shareable');
    expect(ask('secret')).toBe('not-shareable');
    expect(ask('nothing')).toBe('not-shareable');
    expect(ask('open', ['contact'])).toBe('field-unknown');
    expect(ask('open', ['other'])).toBe('field-unknown');
  });

  it('grants only ever less', () => {
    const asked = {
      datasets: [
        { dataset: 'a', fields: ['x', 'y'] },
        { dataset: 'b', fields: null },
      ],
      unitPath: '/650000/',
      validTo: '2027-01-31',
      dailyRows: 100,
    };
    expect(beyond(asked, asked)).toBeNull();
    expect(beyond(asked, { ...asked, unitPath: '/650000/650100/', dailyRows: 10 })).toBeNull();
    expect(beyond(asked, { ...asked, unitPath: '/' })).toBe('/');
    expect(beyond(asked, { ...asked, unitPath: '/BT/' })).toBe('/BT/');
    expect(beyond(asked, { ...asked, validTo: '2027-02-01' })).toBe('2027-02-01');
    expect(beyond(asked, { ...asked, dailyRows: 101 })).toBe('101');
    expect(beyond(asked, { ...asked, datasets: [{ dataset: 'a', fields: null }] })).toBe('a');
    expect(beyond(asked, { ...asked, datasets: [{ dataset: 'a', fields: ['z'] }] })).toBe('a.z');
    expect(beyond(asked, { ...asked, datasets: [{ dataset: 'b', fields: ['z'] }] })).toBeNull();
    expect(beyond(asked, { ...asked, datasets: [{ dataset: 'c', fields: null }] })).toBe('c');
  });

  it('ends with the Beijing day', () => {
    expect(new Date(endOfDay('2027-01-31')).toISOString()).toBe('2027-01-31T16:00:00.000Z');
  });
});

describe('lineage', () => {
  const set = (id: string, ...madeOf: string[]) =>
    ({ id, madeOf, titles: { zh: id, en: id }, sharing: 'open' }) as unknown as Dataset;
  const sets = [set('days', 'rollup'), set('ranking', 'days'), set('plan', 'ranking', 'days'), set('other')];
  const visible = new Map(sets.map((one) => [one.id, one]));

  it('goes up to the frames and down to what is made of it', () => {
    const { nodes, edges } = lineageOf(visible.get('days')!, visible, visible);
    expect(Object.fromEntries(nodes.map((one) => [one.id, one.column]))).toEqual({
      days: 0,
      rollup: -1,
      record: -2,
      frame: -3,
      ranking: 1,
      plan: 2,
    });
    expect(edges.map(({ from, to }) => `${from}>${to}`).sort()).toEqual([
      'days>plan',
      'days>ranking',
      'frame>record',
      'ranking>plan',
      'record>rollup',
      'rollup>days',
    ]);
  });

  it('leaves out what the reader does not see, and ends in a ring', () => {
    const seen = new Map([...visible].filter(([id]) => id !== 'ranking'));
    expect(lineageOf(visible.get('days')!, seen, visible).nodes.map((one) => one.id)).not.toContain(
      'ranking',
    );
    const ring = new Map([set('a', 'b'), set('b', 'a')].map((one) => [one.id, one]));
    expect(lineageOf(ring.get('a')!, ring, ring).nodes).toHaveLength(2);
  });
});

describe('keys and receipts', () => {
  it('are told apart and read as people type them', () => {
    const key = newKey();
    expect(looksLikeKey(key.secret)).toBe(true);
    expect(looksLikeKey('tarim_abcdefghijklmnopqrstuvwxyz')).toBe(false);
    expect(key.secret.startsWith(key.prefix)).toBe(true);
    const receipt = newReceipt();
    expect(receipt).toMatch(/^([2-9A-HJ-NP-Z]{5}-){3}[2-9A-HJ-NP-Z]{5}$/);
    expect(plainReceipt(` ${receipt.toLowerCase().replaceAll('-', ' ')} `)).toBe(receipt.replaceAll('-', ''));
  });
});
