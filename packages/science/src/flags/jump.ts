import { awayFrom, follow, type Level } from './level.ts';
import { type FlagSample, type FlagTest, parameter, type RaisedFlag } from './types.ts';

export interface JumpState {
  /** What was usual before the values that are out; it stands still while they are. */
  readonly level: Level | null;
  /** Values in succession that are out on one side. */
  readonly out: number;
  readonly side: number;
  readonly first: number;
  readonly firstValue: number;
  /** Of those that are out. */
  readonly fresh: Level | null;
}

const NOTHING: JumpState = { level: null, out: 0, side: 0, first: 0, firstValue: 0, fresh: null };
/** Before so many values nothing is usual. */
const LEARNS = 6;
const CLIP = 5;

interface Moved {
  readonly state: JumpState;
  /** `back`: what was out came back after `out` values; `stays`: it has been out for `hold` values. */
  readonly what: 'back' | 'stays' | null;
  readonly before: JumpState;
}

function move(
  state: JumpState,
  { time }: FlagSample,
  value: number,
  of: { times: number; memory: number; hold: number; least: number },
): Moved {
  const { level } = state;
  const still = (next: JumpState): Moved => ({ state: next, what: null, before: state });
  if (level === null || level.count < LEARNS)
    return still({ ...NOTHING, level: follow(level, value, of.memory, CLIP) });
  const away = awayFrom(level, value, of.least);
  const side = Math.sign(away);
  if (Math.abs(away) < of.times) {
    const next: JumpState = { ...NOTHING, level: follow(level, value, of.memory, CLIP) };
    return { state: next, what: state.out > 0 ? 'back' : null, before: state };
  }
  const goesOn = state.out > 0 && state.side === side;
  const out: JumpState = {
    level,
    out: goesOn ? state.out + 1 : 1,
    side,
    first: goesOn ? state.first : time,
    firstValue: goesOn ? state.firstValue : value,
    fresh: follow(goesOn ? state.fresh : null, value, of.memory, CLIP),
  };
  if (out.out < of.hold) return still(out);
  // A new level: learnt from what came with it.
  return { state: { ...NOTHING, level: out.fresh }, what: 'stays', before: out };
}

const told = (flag: 'step' | 'spike', { first, firstValue, level, out }: JumpState): RaisedFlag => ({
  flag,
  time: first,
  figures: { value: firstValue, usual: level!.mean, scale: level!.scale, values: out },
});

/**
 * Step (突变): `hold` values in succession lie more than `times` mean absolute deviations from what was usual, on the same side. Raised
 * when the last of them comes, for the first.
 */
export const stepTest: FlagTest<JumpState> = (state = NOTHING, sample, parameters) => {
  if (sample.value === null) return { raised: null, state };
  const moved = move(state, sample, sample.value, {
    times: parameter(parameters, 'times', 6),
    memory: parameter(parameters, 'memory', 24),
    hold: parameter(parameters, 'hold', 3),
    least: parameter(parameters, 'least', 0.05),
  });
  return { raised: moved.what === 'stays' ? told('step', moved.before) : null, state: moved.state };
};

/** Spike (尖峰): a single value lies `times` mean absolute deviations out and the next one is back. Raised with the next one. */
export const spikeTest: FlagTest<JumpState> = (state = NOTHING, sample, parameters) => {
  if (sample.value === null) return { raised: null, state };
  const moved = move(state, sample, sample.value, {
    times: parameter(parameters, 'times', 8),
    memory: parameter(parameters, 'memory', 24),
    hold: 3,
    least: parameter(parameters, 'least', 0.05),
  });
  const single = moved.what === 'back' && moved.before.out === 1;
  return { raised: single ? told('spike', moved.before) : null, state: moved.state };
};
