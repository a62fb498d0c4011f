import { expect, test } from 'vitest';
import { expandScenario } from '../expand.ts';
import { loadScenario } from '../scenario.ts';
import { infoOf } from './info.ts';
import { settingsOf } from './settings.ts';

const DEVICES = expandScenario(loadScenario('xinjiang-demo'));
const told = (pointCode: string, polId: string, infoId: string, at: number) => {
  const device = DEVICES.find((one) => one.pointCode === pointCode)!;
  return infoOf(device, settingsOf(device), polId, infoId, at);
};

test('an honest outlet: instrument and logger tell the same range, slope and intercept', () => {
  const at = Date.parse('2026-11-24T12:00:00+08:00');
  for (const [device, logger] of [
    ['i13001', 'i23901'],
    ['i13008', 'i23908'],
    ['i13007', 'i23907'],
  ] as const)
    expect(told('SIM-OUTLET-GAS-001', 'a21026', device, at)).toBe(
      told('SIM-OUTLET-GAS-001', 'a21026', logger, at),
    );
  expect(told('SIM-OUTLET-GAS-001', 'a00000', 'i23914', at)).toBe('0.84');
  expect(told('SIM-OUTLET-WATER-001', 'a00000', 'i23914', at)).toBeNull();
});

test('the tampered outlet: the instrument tells another slope from the moment it was changed, the logger does not', () => {
  // Its plan: NOx, slope 0.7, the first 40 hours of every three days, counted from Beijing midnight.
  const period = 3 * 86_400_000;
  const from =
    Math.ceil((Date.parse('2026-11-20T00:00:00Z') + 8 * 3_600_000) / period) * period - 8 * 3_600_000;
  const slopes = (at: number) =>
    ['i13008', 'i23908'].map((id) => told('SIM-OUTLET-GAS-048', 'a21002', id, at));
  expect(slopes(from - 60_000)).toEqual(['1', '1']);
  expect(slopes(from)).toEqual(['0.7', '1']);
  expect(slopes(from + 39 * 3_600_000)).toEqual(['0.7', '1']);
  expect(slopes(from + 40 * 3_600_000)).toEqual(['1', '1']);
});
