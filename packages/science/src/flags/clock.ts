import { type FlagTest, parameter } from './types.ts';

/**
 * Clock drift (时钟偏差): what passes between the end of a period and its receipt, smoothed with `weight`; beyond ± `seconds` it is the
 * clock of the site and not the line. What came later than `within` seconds was held up and tells nothing; what came **before** the
 * end of its period always does. `step` is the length of a period, ms.
 */
export const clockTest: FlagTest<number | null> = (state, sample, parameters) => {
  const { time, receivedAt, late } = sample;
  if (receivedAt === undefined || late) return { raised: null, state: state ?? null };
  const lag = (receivedAt - time - (parameters.step ?? 0)) / 1_000;
  if (lag > parameter(parameters, 'within', 600)) return { raised: null, state: state ?? null };
  const smooth = state == null ? lag : state + parameter(parameters, 'weight', 0.2) * (lag - state);
  const off = Math.abs(smooth) > parameter(parameters, 'seconds', 60);
  return { raised: off ? { flag: 'clock', time, figures: { lag, smooth } } : null, state: smooth };
};

export interface OrderState {
  readonly time: number;
  readonly qnTime: number | null;
}

/**
 * Order (时序): of frames in the order of receipt, QN goes back, or DataTime does in what was not sent later on purpose; or DataTime lies
 * more than `ahead` seconds after receipt. `kind` in the figures: 1 QN back, 2 DataTime back, 3 ahead of time.
 */
export const orderTest: FlagTest<OrderState | null> = (state, sample, parameters) => {
  const { time, qnTime, receivedAt, late } = sample;
  const ahead = receivedAt !== undefined && time > receivedAt + 1_000 * parameter(parameters, 'ahead', 60);
  const qnBack = state?.qnTime != null && qnTime !== undefined && qnTime < state.qnTime;
  const back = state != null && !late && time < state.time;
  const kind = ahead ? 3 : qnBack ? 1 : back ? 2 : null;
  const next: OrderState = {
    time: late && state != null ? Math.max(state.time, time) : time,
    qnTime: qnTime ?? state?.qnTime ?? null,
  };
  return {
    raised: kind === null ? null : { flag: 'order', time, figures: { kind, qnTime: qnTime ?? null } },
    state: next,
  };
};
