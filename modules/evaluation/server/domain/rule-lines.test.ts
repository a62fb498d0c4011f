import { listStandards, standard } from '@tarim/standards';
import { describe, expect, it } from 'vitest';
import { compareLines, linesOf } from './rule-lines.ts';

describe('the figures of a standard', () => {
  it('are all there, whatever the shape of its tables', () => {
    for (const one of listStandards()) {
      const { verified: _apart, ...data } = one.data;
      const told = linesOf(one.data)
        .map((line) => `${line.subject} ${line.value}`)
        .join('\n');
      for (const number of JSON.stringify(data).match(/(?<=[[:,])-?\d+(\.\d+)?(?=[,\]}])/g) ?? [])
        expect(told, `${one.code} ${number}`).toContain(String(Number(number)));
    }
  });
});

it('a limit that depends on the frequency is one figure, as printed', () => {
  const lines = linesOf(standard('GB 8702-2014')!.data).filter((one) => one.subject === '3000–15000 MHz');
  expect(lines.filter((one) => /^[EHBS]$/.test(one.key)).map((one) => `${one.key} ${one.value}`)).toEqual([
    'E 0.22·f^0.5',
    'H 0.00059·f^0.5',
    'B 0.00074·f^0.5',
    'S 1/7500·f^1',
  ]);
});

describe('two editions side by side', () => {
  const compared = compareLines(standard('GB 3095-2012')!.data, standard('GB 3095-2026')!.data);
  const of = (subject: string, key: string) => {
    const [line] = compared.filter((one) => one.subject === subject && one.key === key);
    return line && [line.value, line.other];
  };

  it('one without phases stands against each phase of the other', () => {
    expect(of('PM2.5 · year', 'transition / II')).toEqual(['35', '30']);
    expect(of('PM2.5 · year', 'final / II')).toEqual(['35', '25']);
    expect(of('PM10 · day', 'transition / II')).toEqual(['150', '120']);
    expect(of('SO2 · year', 'final / II')).toEqual(['60', '20']);
    expect(of('O3 · mda8', 'final / I')).toEqual(['100', '100']);
    // The other way round it is the same.
    const back = compareLines(standard('GB 3095-2026')!.data, standard('GB 3095-2012')!.data);
    expect(back.find((one) => one.subject === 'PM2.5 · year' && one.key === 'transition / II')).toMatchObject(
      {
        value: '30',
        other: '35',
      },
    );
  });

  it('breakpoints of the index: PM is what changed', () => {
    const index = compareLines(standard('HJ 633-2012')!.data, standard('HJ 633-2026')!.data);
    const day = index.filter((one) => one.table === 'breakpoints' && one.key.startsWith('day / '));
    const changed = day.filter((one) => one.value !== one.other).map((one) => one.key);
    // 2012 had the highest hour of ozone beside the day, for where its table ends.
    expect(changed.sort()).toEqual(['day / O3_1h_max', 'day / PM10', 'day / PM2.5']);
  });

  it('what one of them lacks is told as absent', () => {
    const only = compareLines({ a: { x: 1 } }, { a: { y: 2 } });
    expect(only).toEqual([
      { table: 'a', subject: '', key: 'x', value: '1', other: null },
      { table: 'a', subject: '', key: 'y', value: null, other: '2' },
    ]);
  });
});
