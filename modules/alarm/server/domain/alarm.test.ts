import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../contract.ts';
import { type Rule, severityOf, strain, worse } from './alarm.ts';

const evidence = (value: number, limit: number): Evidence => ({
  source: 'verdict',
  pointId: 1,
  code: 'w01001',
  period: 'day',
  time: null,
  lsn: null,
  value,
  limit,
  ratio: value / limit,
  revision: 0,
});

describe('how bad a value is', () => {
  it('grows away from its limit on both sides', () => {
    // pH: 5 and 3 below a least of 6; 10 above a most of 9.
    const [five, three, ten] = [evidence(5, 6), evidence(3, 6), evidence(10, 9)];
    expect([five, three, ten].map(strain)).toEqual([
      expect.closeTo(1.2, 12),
      expect.closeTo(2, 12),
      expect.closeTo(1.1111, 4),
    ]);
    expect(worse(five, three)).toBe(three);
    expect(worse(three, ten)).toBe(three);
    expect(worse(ten, five)).toBe(five);
  });

  it('makes an alarm critical on both sides', () => {
    const rule = { kind: 'exceedance', severity: 'warning', params: { criticalRatio: 2 } } as Rule;
    expect(
      [evidence(3, 6), evidence(3.1, 6), evidence(18, 9), evidence(17, 9)].map((one) =>
        severityOf(rule, one),
      ),
    ).toEqual(['critical', 'warning', 'critical', 'warning']);
  });

  it('is not known without a limit', () => {
    expect(strain({ ratio: null })).toBeNull();
  });
});
