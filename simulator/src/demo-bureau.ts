import { demoWaters } from './demo-waters.ts';
import { chance, drift, seedOf } from './noise.ts';
import { round } from './numbers.ts';
import type { Scenario } from './scenario.ts';

const HOUR_MS = 3_600_000;
const HOURS = 24;
/** Share of the counties that have a gauging station. */
const GAUGED = 0.3;

/** A row of the simulated water bureau's interface, as such an interface calls its fields. */
export interface GaugeRow {
  readonly stcd: string;
  readonly stnm: string;
  readonly rvnm: string;
  readonly place: { readonly lon: number; readonly lat: number };
  /** Beijing time without a zone. */
  readonly tm: string;
  /** Stage, m. */
  readonly z: number;
  /** Discharge, m³/s. */
  readonly q: number | null;
}

/** 水文站水位流量（模拟）: stage and discharge of the last whole hours, the oldest first. All made up. */
export function demoGauges(scenario: Scenario, now: number, hours = HOURS): GaugeRow[] {
  const last = Math.floor(now / HOUR_MS) * HOUR_MS;
  const stations = scenario.places.filter(
    (place) => chance(seedOf(`${scenario.seed}/gauge/${place.code}`), 0) < GAUGED,
  );
  return Array.from({ length: hours }, (_, i) => last - (hours - 1 - i) * HOUR_MS).flatMap((at) =>
    stations.map((place): GaugeRow => {
      const seed = seedOf(`${scenario.seed}/gauge/${place.code}`);
      const { river } = demoWaters(place);
      const base = 400 + 900 * chance(seed, 1);
      // Snow melts by day: a wave of a day on slow changes of the weather.
      const wave = Math.sin(((at / HOUR_MS + 8 - 6) / 24) * 2 * Math.PI);
      const rise = 0.35 * drift(seed, at, 60 * HOUR_MS) + 0.06 * wave;
      // The gauge answers now and then without its discharge.
      const q = chance(seed, at / HOUR_MS) < 0.03 ? null : round((4 + 60 * chance(seed, 2)) * (1 + rise), 2);
      return {
        stcd: `MN${place.code}`,
        stnm: `${place.name}水文站（模拟）`,
        rvnm: river,
        place: { lon: round(place.lon + 0.02, 5), lat: round(place.lat + 0.015, 5) },
        tm: new Date(at + 8 * HOUR_MS).toISOString().slice(0, 16).replace('T', ' '),
        z: round(base + rise, 2),
        q,
      };
    }),
  );
}

const HEAD =
  '厂编码,污水处理厂,县市代码,设计规模（万吨/日）,日处理量（万吨）,出水COD（mg/L）,统计日期,经度,纬度';

/**
 * 县域污水处理厂日报（模拟）as an office keeps it: a table with the slips that such tables have — a figure with a word in it, a place
 * with longitude and latitude exchanged, a plant written twice. `day`: `2026-11-26`.
 */
export function demoPlantTable(scenario: Scenario, day: string): string {
  const counties = scenario.places.filter(({ unitPath }) => unitPath.split('/').filter(Boolean).length >= 3);
  const lines = counties.map((place, i) => {
    const seed = seedOf(`${scenario.seed}/plant/${place.code}`);
    const size = round(0.5 + 6 * chance(seed, 0), 1);
    const load = round(size * (0.55 + 0.4 * chance(seed, Number(day.replaceAll('-', '')))), 2);
    const cod = round(15 + 30 * chance(seed, Number(day.replaceAll('-', '')) + 1), 1);
    const [lon, lat] = [(place.lon - 0.03).toFixed(4), (place.lat + 0.02).toFixed(4)];
    const said = i === 7 ? '停运' : String(load);
    const at = i === 19 ? `${lat},${lon}` : `${lon},${lat}`;
    return `MNWS${place.code},${place.name}污水处理厂（模拟）,${place.code},${size},${said},${cod},${day},${at}`;
  });
  return `\ufeff${[HEAD, ...lines, lines[3]!].join('\r\n')}\r\n`;
}
