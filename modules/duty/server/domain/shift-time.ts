import { beijingDate, DAY_MS } from '@tarim/kernel';
import type { Hours, Slot } from '../../contract.ts';

export interface ShiftTime {
  readonly day: string;
  readonly slot: Slot;
  /** First instant of the shift, and the first after it, epoch ms. */
  readonly from: number;
  readonly until: number;
}

const at = (day: string, time: string) => Date.parse(`${day}T${time}:00+08:00`);
const shifted = (day: string, days: number) => beijingDate(at(day, '12:00') + days * DAY_MS);

/** The shift of an instant. A night belongs to the day on which it began, also after midnight. */
export function shiftAt(now: number, { dayFrom, nightFrom }: Hours): ShiftTime {
  const today = beijingDate(now);
  const [morning, evening] = [at(today, dayFrom), at(today, nightFrom)];
  if (now < morning) {
    const before = shifted(today, -1);
    return { day: before, slot: 'night', from: at(before, nightFrom), until: morning };
  }
  if (now < evening) return { day: today, slot: 'day', from: morning, until: evening };
  return { day: today, slot: 'night', from: evening, until: at(shifted(today, 1), dayFrom) };
}
