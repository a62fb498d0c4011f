import { expect, test } from 'vitest';
import { TAMPER_KINDS, type TamperKind } from '../kinds.ts';
import { convertedSeries, type LabelledOutlet, LOOK_ALIKES, labelledOutlet, POLLUTANTS } from './index.ts';
import { PROFILES } from './profiles.ts';

const OPTIONS = { seed: 5, hours: 60 * 24, baseline: 20 * 24, tampered: 0.5 };
const outlets = Array.from({ length: 240 }, (_, i) => labelledOutlet(OPTIONS, i));
const of = (kind: TamperKind) => outlets.filter((one) => one.kinds.includes(kind));
const hours = (outlet: LabelledOutlet) => Array.from(outlet.marks.keys());

test('the same options and index make the same outlet, whatever else is made', () => {
  expect(labelledOutlet(OPTIONS, 17)).toEqual(outlets[17]);
  expect(labelledOutlet({ ...OPTIONS, seed: 6 }, 17).items.a21026).not.toEqual(outlets[17]!.items.a21026);
});

test('half are honest, every kind and every look-alike is there, and all say that they are simulated', () => {
  const honest = outlets.filter((one) => one.kinds.length === 0);
  expect(honest.length / outlets.length).toBeGreaterThan(0.4);
  expect(honest.length / outlets.length).toBeLessThan(0.6);
  expect(honest.filter((one) => one.from !== null)).toEqual([]);
  expect(Object.keys(PROFILES).sort()).toEqual([...TAMPER_KINDS].sort());
  for (const kind of TAMPER_KINDS) expect(of(kind).length, kind).toBeGreaterThan(0);
  expect(new Set(honest.map((one) => one.lookAlike))).toEqual(new Set(LOOK_ALIKES));
  expect(outlets.every((one) => one.simulated && one.id.startsWith('SYN-'))).toBe(true);
});

test('figures are what such a stack can show', () => {
  for (const outlet of outlets)
    for (const i of hours(outlet)) {
      const o2 = outlet.items.a19001[i]!;
      if (Number.isNaN(o2)) continue;
      if (o2 < 2 || o2 > 21) throw new Error(`${outlet.id} ${i} oxygen ${o2}`);
      // A twin shows the gaps of its fellow.
      for (const item of POLLUTANTS)
        if (outlet.items[item][i]! < 0) throw new Error(`${outlet.id} ${i} ${item}`);
    }
});

test('what was done shows in the figures: by an independent look at each kind', () => {
  for (const outlet of of('revision')) {
    // Beside the everyday corrections: those from above the limit to below it.
    const across = outlet.revisions.filter((one) => one.after < 0.99 * one.before);
    expect(across.length, outlet.id).toBeGreaterThan(0);
  }
  for (const outlet of of('false-stop')) {
    const flow = [...outlet.items.a00000].filter((x, i) => outlet.stopped[i] && x > 15);
    expect(flow.length, outlet.id).toBeGreaterThan(0);
  }
  for (const outlet of of('back-fill')) {
    const morning = hours(outlet).filter((i) => {
      const received = outlet.received[i]!;
      const late = received - (outlet.start + (i + 1) * 3_600_000) > 7_200_000;
      return late && new Date(received + 8 * 3_600_000).getUTCHours() === 9;
    });
    expect(morning.length, outlet.id).toBeGreaterThan(0);
  }
  for (const outlet of of('constant')) {
    const longest = Math.max(
      ...POLLUTANTS.map((item) => {
        let run = 0;
        let most = 0;
        outlet.items[item].forEach((x, i, all) => {
          run = i > 0 && x === all[i - 1] ? run + 1 : 1;
          most = Math.max(most, run);
        });
        return most;
      }),
    );
    expect(longest, outlet.id).toBeGreaterThanOrEqual(4);
  }
});

test('converted by hand: C (21 − ref)/(21 − O2), none in air', () => {
  const outlet = outlets[0]!;
  const i = hours(outlet).find((k) => outlet.items.a19001[k]! < 12)!;
  const o2 = outlet.items.a19001[i]!;
  expect(convertedSeries(outlet, 'a21026')[i]).toBeCloseTo(
    (outlet.items.a21026[i]! * (21 - outlet.referenceOxygen)) / (21 - o2),
    10,
  );
  const still = hours(outlet).find((k) => outlet.items.a19001[k]! > 20);
  if (still !== undefined) expect(convertedSeries(outlet, 'a21026')[still]).toBeNaN();
});
