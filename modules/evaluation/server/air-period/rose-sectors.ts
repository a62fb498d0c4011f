import { roundHalfEven } from '@tarim/science';

export interface RoseHour {
  /** m/s */
  readonly speed: number;
  /** Degrees from north that the wind comes from, clockwise. */
  readonly direction: number;
  /** Concentration; null: not valid. */
  readonly value: number | null;
}

const SECTORS = 16;
const WIDTH = 360 / SECTORS;
/** Below this there is no direction to speak of (静风). */
const CALM = 0.3;
/** Upper ends of Beaufort 1 to 4, m/s. */
const SPEEDS = [1.5, 3.3, 5.4, 7.9];

/** 风玫瑰与污染玫瑰: hours, wind and mean concentration in sixteen sectors, the first around north. */
export function roseOf(hours: readonly RoseHour[]) {
  const sectors = Array.from({ length: SECTORS }, (_, i) => ({
    direction: i * WIDTH,
    hours: [] as RoseHour[],
  }));
  let calm = 0;
  for (const hour of hours) {
    if (hour.speed < CALM) calm++;
    else sectors[Math.floor((hour.direction + WIDTH / 2) / WIDTH) % SECTORS]!.hours.push(hour);
  }
  return {
    hours: hours.length,
    calm,
    sectors: sectors.map(({ direction, hours: own }) => ({
      direction,
      hours: own.length,
      share: hours.length === 0 ? 0 : roundHalfEven((own.length / hours.length) * 100, 1),
      meanSpeed: mean(
        own.map((hour) => hour.speed),
        2,
      ),
      bySpeed: [...SPEEDS, Number.POSITIVE_INFINITY].map(
        (top, i) => own.filter(({ speed }) => speed <= top && speed > (SPEEDS[i - 1] ?? -1)).length,
      ),
      meanConcentration: mean(
        own.map((hour) => hour.value).filter((value) => value !== null),
        1,
      ),
    })),
  };
}

function mean(values: readonly number[], digits: number): number | null {
  if (values.length === 0) return null;
  return roundHalfEven(values.reduce((sum, value) => sum + value, 0) / values.length, digits);
}
