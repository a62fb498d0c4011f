import { describe, expect, it } from 'vitest';
import { judgeLinks, type Linked, mayAlarmAlone } from './links.ts';

const GW = { by: 'gateway', key: 'gateway:G', name: 'G' } as const;
const MINUTE = 60_000;
const points = (...words: Linked['word'][]): Linked[] =>
  words.map((word, n) => ({ pointId: n + 1, link: GW, word, silentSince: word === 'cause' ? 0 : null }));
const outage = (...words: Linked['word'][]) => judgeLinks(points(...words), {}).get(GW.key)?.outage;

describe('an outage of a line', () => {
  it('needs three silent points and four fifths of those ever heard', () => {
    expect(outage('cause', 'cause')).toBe(false);
    expect(outage('cause', 'cause', 'cause')).toBe(true);
    expect(outage('cause', 'cause', 'cause', 'clear')).toBe(false);
    expect(outage('cause', 'cause', 'cause', 'cause', 'clear')).toBe(true);
  });

  it('does not count points that were never heard', () => {
    expect(outage('cause', 'cause', 'cause', 'unknown', 'unknown', 'unknown')).toBe(true);
    expect(outage('unknown')).toBeUndefined();
  });

  it('is not told of points without a line', () => {
    expect(judgeLinks([{ pointId: 1, link: null, word: 'cause', silentSince: 0 }], {}).size).toBe(0);
  });
});

describe('a silent point', () => {
  const verdict = judgeLinks(points('cause', 'clear', 'clear'), {}).get(GW.key);
  const [silent] = points('cause');

  it('waits for its neighbours, then alarms alone', () => {
    expect(mayAlarmAlone(silent!, verdict, {}, 3 * MINUTE - 1)).toBe(false);
    expect(mayAlarmAlone(silent!, verdict, {}, 3 * MINUTE)).toBe(true);
    expect(mayAlarmAlone(silent!, verdict, { groupWaitMinutes: 0 }, 0)).toBe(true);
  });

  it('with no or few neighbours waits for nobody', () => {
    expect(mayAlarmAlone(silent!, undefined, {}, 0)).toBe(true);
    expect(mayAlarmAlone(silent!, judgeLinks(points('cause', 'clear'), {}).get(GW.key), {}, 0)).toBe(true);
  });
});
