import { type FleetMember, NIGHT_MS } from './fleet.ts';

/** A report of a source terminal, before it becomes bytes. */
export interface SourceReport {
  /** Epoch ms */
  readonly time: number;
  readonly lon: number;
  readonly lat: number;
  /** km/h */
  readonly speed: number;
  /** µSv/h near the container. */
  readonly rate: number;
  readonly stowed: boolean;
  /** mV */
  readonly volts: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const STEP = 4 * MINUTE;
/** Days; of the nuclides that the fleet has. */
const HALF_LIVES: Readonly<Record<string, number>> = { 'Ir-192': 73.827, 'Am-241/Be': 157_788 };
/** 40 km/h to the east at 44° are so many degrees a minute. */
const DEGREES_A_MINUTE = 0.0083;
const FULL = 4_100;

/** A few per cent to and fro, the same each time. */
const wobble = (i: number, of: number): number => 1 + 0.03 * Math.sin(i * 1.7 + of);

/** Rate of the stowed source with its background: what decay has left of the baseline. */
function stowedRate({ terminal }: FleetMember, time: number): number {
  const { baseline, background, baselineAt, nuclide } = terminal;
  const days = (time - Date.parse(baselineAt!)) / DAY;
  return (baseline! - background) * 2 ** (-days / HALF_LIVES[nuclide]!) + background;
}

/**
 * What a terminal says at a share of its night (0 … 1; more: afterwards); null: it is silent. The source that drops lies behind while its
 * terminal drives on with an empty container.
 */
export function reportOf(member: FleetMember, time: number, share: number, i: number): SourceReport | null {
  const { story, lon, lat, site, terminal } = member;
  const normal: SourceReport = {
    time,
    lon: lon + 0.0004 * Math.sin(i * 2.3),
    lat: lat + 0.0004 * Math.cos(i * 1.9),
    speed: 0,
    rate: stowedRate(member, time) * wobble(i, Number(terminal.number.slice(-1))),
    stowed: true,
    volts: FULL,
  };
  const atSite =
    site && share > 0.2 ? { lon: site[0] + 0.0003 * Math.sin(i), lat: site[1] + 0.0003 * Math.cos(i) } : {};
  switch (story) {
    case 'drops':
      return { ...normal, ...atSite, ...(share > 0.6 ? { rate: terminal.background * 1.2 } : {}) };
    case 'strays': {
      const gone = Math.min(Math.max(0, (share - 0.5) * (NIGHT_MS / MINUTE)), 30);
      return { ...normal, lon: normal.lon + gone * DEGREES_A_MINUTE, speed: gone > 0 && gone < 30 ? 40 : 0 };
    }
    case 'dies':
      return share > 0.7 ? null : { ...normal, volts: Math.round(FULL - (FULL - 3_320) * (share / 0.7)) };
    case 'announced':
      return share > 0.4 ? null : normal;
    case 'works': {
      const out = share > 0.3 && i % 6 < 3;
      return { ...normal, ...atSite, ...(out ? { stowed: false, rate: normal.rate * 40 } : {}) };
    }
    default:
      return normal;
  }
}

/** The night that ends now, oldest first. */
export function nightOf(member: FleetMember, now: number): SourceReport[] {
  const from = now - NIGHT_MS;
  const steps = Math.floor(NIGHT_MS / STEP);
  return Array.from({ length: steps }, (_, i) => reportOf(member, from + i * STEP, i / steps, i)).filter(
    (one) => one !== null,
  );
}
