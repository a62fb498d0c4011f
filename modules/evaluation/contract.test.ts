import { aqiStandard } from '@tarim/standards';
import { describe, expect, it } from 'vitest';
import { AQI_LEVELS } from './contract.ts';

const hex = (rgb: readonly number[]) =>
  `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`.toUpperCase();

describe('the legend of the AQI', () => {
  it.each(['2020-01-01', '2026-11-24'])('is that of the standard of %s', (date) => {
    const { levels } = aqiStandard(Date.parse(`${date}T12:00:00+08:00`)).data;
    const expected = levels.map((one) => ({
      level: one.level,
      from: one.aqi[0],
      to: one.aqi[1],
      zh: one.category,
      colour: hex(one.rgb),
    }));
    expect(AQI_LEVELS.map(({ en: _en, ...one }) => one)).toEqual(expected);
  });
});
