import { beijingIso } from '@tarim/kernel';
import { type Cell, type Context, csvStream, type Language, type Static, xlsxStream } from '@tarim/platform';
import { molarVolume } from '@tarim/science';
import { vocSpecies } from '@tarim/standards';
import type { exportComponents as route } from '../../contract.ts';
import { shownFigure } from '../domain/merge.ts';
import { speciesOrder } from '../domain/species-order.ts';
import { hourRows } from '../sql/hours.ts';
import { periodOf, stationWith } from './frame.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Rows made at once; the server breathes in between. */
const BATCH = 200;

/**
 * Hours of a station as a file that can be brought in again: a row an hour, a column a species, `<limit` below detection.
 * @throws TarimError COMPOSITION_STATION_NOT_FOUND, COMPOSITION_PERIOD_INVALID
 */
export async function exportComponents(
  ctx: Context,
  { station: id, from, to, unit = 'ppbv', temperature = 25, format }: Static<NonNullable<typeof route.query>>,
  language: Language,
) {
  const station = await stationWith(ctx, id, 'component');
  const { start, end } = periodOf(ctx, { from, to });
  const rows = await hourRows(ctx.db, id, start, end);
  const keys = [...new Set(rows.flatMap((row) => row.species))].sort(
    (a, b) => speciesOrder(a) - speciesOrder(b),
  );
  const species = keys.flatMap((key) => vocSpecies(key) ?? []);
  const volume = molarVolume(temperature);
  const english = language === 'en';
  async function* batches(): AsyncGenerator<Cell[][]> {
    for (let i = 0; i < rows.length; i += BATCH)
      yield rows.slice(i, i + BATCH).map((row) => {
        const at = new Map(row.species.map((key, slot) => [key, slot]));
        const cells = species.map(({ key, molarMass }): Cell => {
          const slot = at.get(key);
          if (slot === undefined) return null;
          const ppbv = row.values[slot] ?? null;
          const below = row.below[slot] ?? false;
          const value = ppbv === null || unit === 'ppbv' ? ppbv : (ppbv * molarMass) / volume;
          const shown = shownFigure(value, below);
          return below || shown === null ? shown : Number(shown);
        });
        return [station.code, station.name, beijingIso(row.time).slice(0, 16).replace('T', ' '), ...cells];
      });
  }
  const table = {
    sheet: 'VOC',
    header: [
      english ? 'Station code' : '站点编码',
      english ? 'Station' : '站点',
      english ? 'Time' : '时间',
      ...species.map((one) => `${english ? one.nameEn : one.nameZh} (${unit})`),
    ],
    batches: batches(),
  };
  const notes = [
    unit === 'ppbv' ? '' : `${temperature}℃`,
    rows.some((row) => row.simulated) ? (english ? 'simulated' : '模拟') : '',
  ];
  const name = ['VOC', station.name, from, to, ...notes].filter((part) => part !== '').join('_');
  return {
    stream: format === 'csv' ? csvStream(table) : xlsxStream(table),
    name: `${name}.${format}`,
    mime: format === 'csv' ? 'text/csv; charset=utf-8' : XLSX,
  };
}
