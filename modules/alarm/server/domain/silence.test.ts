import { describe, expect, it } from 'vitest';
import { allowedSilence } from './silence.ts';

const MINUTE = 60_000;
const params = { silenceFactor: 5, minSilenceMinutes: 5, slowSilenceMinutes: 30 };
const device = (rtdInterval: number | null, minuteInterval: number | null) => ({
  pointId: 1,
  rtdInterval,
  minuteInterval,
});

describe('allowed silence', () => {
  it.each([
    ['air', [device(30, 10)], 5], // 5 × 30 s is less than the minimum
    ['air', [device(120, 10)], 10],
    ['air', [device(null, 10)], 50],
    ['outlet-water', [device(30, 10)], 30],
    ['outlet-water', [device(600, null)], 50],
    ['groundwater', [device(null, null)], 30],
    ['air', [], 5],
    ['outlet-gas', [device(600, 10), device(180, 10)], 15], // the quicker of two devices
  ] as const)('%s %j → %i min', (kind, devices, minutes) => {
    expect(allowedSilence(kind, devices, params)).toBe(minutes * MINUTE);
  });

  it('takes an interval of zero for none', () => {
    expect(allowedSilence('air', [device(0, 0)], params)).toBe(5 * MINUTE);
  });
});
