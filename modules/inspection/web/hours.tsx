import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import type { Appointment } from '../contract.ts';

const BEIJING_MIN = 480;
/** Wall time in Beijing, wherever the browser stands, as a dayjs that shows it. */
const shown = (instant: string): Dayjs => dayjs(instant.slice(0, 16));
const instantOf = (wall: Dayjs): string =>
  new Date(Date.parse(`${wall.format('YYYY-MM-DDTHH:mm')}:00Z`) - BEIJING_MIN * 60_000).toISOString();
/** As the server writes it: Beijing's offset behind it. */
const beijing = (instant: string): string =>
  `${new Date(Date.parse(instant) + BEIJING_MIN * 60_000).toISOString().slice(0, 19)}+08:00`;

/** 计划时段 in Beijing time. */
export function HoursInput({
  value,
  onChange,
  ...rest
}: {
  value?: Appointment | null;
  onChange?: (value: Appointment | null) => void;
  id?: string;
  'aria-label'?: string;
}): ReactNode {
  return (
    <DatePicker.RangePicker
      {...rest}
      style={{ width: '100%' }}
      showTime={{ format: 'HH:mm', minuteStep: 15 }}
      format="YYYY-MM-DD HH:mm"
      value={value ? [shown(beijing(value.from)), shown(beijing(value.to))] : null}
      onChange={(range) =>
        onChange?.(range?.[0] && range[1] ? { from: instantOf(range[0]), to: instantOf(range[1]) } : null)
      }
    />
  );
}

/** `11-28 10:00–12:00` */
export const hoursText = (of: Appointment | null): string =>
  of ? `${beijing(of.from).slice(5, 16).replace('T', ' ')}–${beijing(of.to).slice(11, 16)}` : '';
