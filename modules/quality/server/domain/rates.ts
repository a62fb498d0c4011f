import type { Counted } from './amounts.ts';
import type { ReviewedSeries } from './series.ts';

/** Rates of a factor over the hours of a period; percent, null where nothing was due. */
export interface Rates {
  readonly hours: number;
  readonly stopped: number;
  /** Hours that were due: those that did not stop. */
  readonly due: number;
  readonly received: number;
  readonly valid: number;
  /** 传输率: received of due. */
  readonly transmission: number | null;
  /** 有效率: valid of received. */
  readonly validity: number | null;
  /** 传输有效率: transmission × validity, which is valid of due. */
  readonly transmissionValid: number | null;
  /** 有效数据捕集率 α of amounts: the rule of substitution goes by it. */
  readonly capture: number | null;
}

const percent = (part: number, whole: number) => (whole === 0 ? null : (part * 100) / whole);

/** What counts as received: anything but a missing hour. Validity here is that of the value, capture that of its amount. */
export function ratesOf(series: ReviewedSeries, code: string, amounts: readonly Counted[] | null): Rates {
  const cells = series.cells[code] ?? [];
  const stopped = cells.filter((one) => one.state === 'stopped').length;
  const due = cells.length - stopped;
  const received = due - cells.filter((one) => one.state === 'missing').length;
  const valid = cells.filter((one) => one.state === 'valid').length;
  const captured = amounts?.filter((one) => one.state === 'valid' && one.kg !== null).length ?? valid;
  return {
    hours: cells.length,
    stopped,
    due,
    received,
    valid,
    transmission: percent(received, due),
    validity: percent(valid, received),
    transmissionValid: percent(valid, due),
    capture: percent(captured, due),
  };
}
