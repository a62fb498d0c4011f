import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS } from '@tarim/kernel';
import type { Step } from '../finding.ts';
import { energyMean } from '../statistics/means.ts';
import { validityRule } from '../statistics/validity.ts';

/** Hours of the day (昼间) by the Beijing clock, full hours; the others are night. */
export interface DayHours {
  readonly from: number;
  /** 24 is midnight. */
  readonly to: number;
}
/** GB 3096-2008; local governments may shift it, as Xinjiang's clock suggests. */
export const STANDARD_DAY: DayHours = { from: 6, to: 22 };

export function dayHoursValid({ from, to }: DayHours): boolean {
  const whole = Number.isInteger(from) && Number.isInteger(to);
  return whole && from >= 0 && to <= 24 && to > from && to - from < 24;
}

export interface DayNight {
  readonly Ld: number | null;
  readonly Ln: number | null;
  readonly hours: { readonly day: number; readonly night: number };
  readonly needed: { readonly day: number; readonly night: number };
}

/** Ld and Ln: energy means of the hours of each (GB 3096). Too few hours, less than 75 % (ours), give none. */
export function dayAndNight(start: number, levels: ReadonlyArray<number | null>, day: DayHours): DayNight {
  const byDay: number[] = [];
  const byNight: number[] = [];
  levels.forEach((level, index) => {
    if (level === null) return;
    const inDay = start + index * HOUR_MS + BEIJING_OFFSET_MS;
    const hour = Math.floor((((inDay % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS);
    (hour >= day.from && hour < day.to ? byDay : byNight).push(level);
  });
  const share = validityRule('noise').share!;
  const length = day.to - day.from;
  const needed = { day: Math.ceil(share * length), night: Math.ceil(share * (24 - length)) };
  return {
    Ld: byDay.length >= needed.day ? energyMean(byDay) : null,
    Ln: byNight.length >= needed.night ? energyMean(byNight) : null,
    hours: { day: byDay.length, night: byNight.length },
    needed,
  };
}

/** 昼夜等效声级 Ldn: the night weighs 10 dB more; 16 and 8 hours in the standard, otherwise as many as there are. */
export function dayNightLevel(Ld: number, Ln: number, day: DayHours): { value: number; step: Step } {
  const hours = day.to - day.from;
  const energy = (hours * 10 ** (Ld / 10) + (24 - hours) * 10 ** ((Ln + 10) / 10)) / 24;
  const value = 10 * Math.log10(energy);
  return {
    value,
    step: {
      of: 'Ldn',
      rule: 'GB 3096-2008',
      formula: `10·lg((${hours}·10^(${Ld}/10) + ${24 - hours}·10^((${Ln}+10)/10))/24)`,
      result: value,
    },
  };
}
