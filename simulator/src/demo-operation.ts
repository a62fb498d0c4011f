import type { DemoParameter } from '@tarim/operation/contract';
import { agreedParameter, type SiteParameter } from './device/parameters.ts';
import { expandScenario } from './expand.ts';
import type { Scenario } from './scenario.ts';
import { measureAt } from './world/measure.ts';

const OF_FACTOR: readonly SiteParameter[] = ['range', 'range-low', 'slope', 'intercept', 'alarm-upper'];
const OF_FLOW: readonly SiteParameter[] = ['kv', 'pitot', 'section', 'blowback'];
const OF_OXYGEN: readonly SiteParameter[] = ['slope', 'intercept', 'reference-o2'];

/** Parameters of all outlets as they were agreed at acceptance and filed. */
export function demoParameters(scenario: Scenario): DemoParameter[] {
  return expandScenario(scenario)
    .filter((device) => device.registered && /^outlet/.test(device.kind))
    .flatMap((device) =>
      Object.keys(measureAt(device, Date.UTC(2026, 0, 1)).values).flatMap((item) => {
        const asked = item === 'a00000' ? OF_FLOW : item === 'a19001' ? OF_OXYGEN : ofFactor(item);
        return asked.flatMap((parameter): DemoParameter[] => {
          const value = agreedParameter(device, item, parameter);
          return value === null ? [] : [{ pointCode: device.pointCode, item, parameter, value }];
        });
      }),
    );
}

const ofFactor = (item: string): readonly SiteParameter[] =>
  /^(a2|a3|w01018|w2)/.test(item) ? OF_FACTOR : [];
