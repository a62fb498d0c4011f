/**
 * Rasters of the size of a Sentinel-2 tile against GDAL, rasterio, numpy and shapely, in interleaved rounds of one run:
 * NDVI to COG, change mask and polygons, polygons alone, windows, map tiles, MOSUM monitoring, overlay. Scenes are
 * simulated by the script (`bench/raster/scene.ts`, some minutes once, 1 GB, `TARIM_BENCH_DATA`). Needs Debian's
 * python3-gdal, gdal-bin, python3-rasterio, python3-pil, python3-numpy and python3-shapely. Names of tasks as arguments
 * run only those; rows of the others stay as they were. Writes RESULTS.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, report } from './lib.ts';
import { changeTask } from './raster/change.ts';
import { ndviTask } from './raster/ndvi.ts';
import { overlayTask } from './raster/overlay.ts';
import { Peer, peakOf } from './raster/peer.ts';
import { polygonTask } from './raster/polygons.ts';
import { scenePaths } from './raster/scene.ts';
import { mosumTask } from './raster/series.ts';
import type { Task, Took } from './raster/task.ts';
import { tileTask } from './raster/tiles.ts';
import { windowTask } from './raster/windows.ts';

const ROUNDS = Number(process.env.TARIM_BENCH_ROUNDS ?? 5);
const folder = process.env.TARIM_BENCH_DATA ?? join(tmpdir(), 'tarim-raster-bench');
const paths = scenePaths(folder);
const all = {
  ndvi: ndviTask,
  change: changeTask,
  polygons: polygonTask,
  windows: windowTask,
  tiles: tileTask,
  mosum: mosumTask,
  overlay: overlayTask,
};
const wanted = process.argv.slice(2);
const peer = new Peer();
/** Rows of tasks that ran before: so a long bench can be taken in pieces. */
const kept = join(folder, 'rows.json');
const rows: Record<string, string[]> = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {};

for (const [name, make] of Object.entries(all)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const task: Task = await make({ folder, paths, peer });
  const times = new Map<string, Took[]>(task.contenders.map(({ label }) => [label, []]));
  for (let round = 0; round < ROUNDS; round++)
    // In turn forwards and backwards, so that none always follows the same other.
    for (const { label, run } of round % 2 === 0 ? task.contenders : task.contenders.toReversed()) {
      const { seconds, cpu } = await run();
      times.get(label)!.push({ seconds, cpu });
      console.log(name, round, label, seconds.toFixed(3), cpu.toFixed(3));
    }
  const clock = (label: string) => median(times.get(label)!.map(({ seconds }) => seconds));
  const cpu = (label: string) => median(times.get(label)!.map((one) => one.cpu));
  const shown = (value: number) => `${(value * task.scale).toFixed(task.digits)} ${task.unit}`;
  rows[name] = task.contenders.map(({ label, against, goal, memory }) => {
    const peak = memory === undefined ? '' : `${Math.round(peakOf(memory()) / 1_024)} MiB`;
    const ratio = (of: (label: string) => number) =>
      against === undefined ? '' : `**${(of(against) / of(label)).toFixed(2)} ×**`;
    return `| ${task.title} (${ROUNDS}) | ${label} | ${shown(clock(label))} | ${shown(cpu(label))} | ${ratio(clock)} | ${ratio(cpu)} | ${against ?? ''} | ${goal ?? ''} | ${peak} |`;
  });
  for (const note of await task.close()) rows[name].push(`| | _${note}_ | | | | | | | |`);
  console.log(rows[name].join('\n'));
  writeFileSync(kept, JSON.stringify(rows));
}
peer.close();

const HEAD = [
  '## Rasters: against GDAL, rasterio, numpy and shapely (`bench/raster.ts`)',
  '',
  `A simulated scene of 10,980 × 10,980 cells, two bands on two dates, uint16 COGs (DEFLATE 6, predictor 2, tiles of 512, 248 MB each, 1,500 rectangles of change and noise that makes some 10⁵ specks). Contenders in alternating order, medians of as many rounds as stand in brackets; the machine is shared, so only ratios say something; time of processors is all threads together and does not see what others do. Programs are timed as processes, from start to end.`,
  '',
  '| task | contender | by the clock | of processors | ratio, clock | ratio, processors | to | goal | peak memory |',
  '|---|---|---|---|---|---|---|---|---|',
];
const NOTES = [
  '',
  '- NDVI: `tarim raster index` on two threads writes tiles, overviews and statistics in one go. gdal_calc.py cannot write a COG; beside its plain result the row “+ COG” has `gdal_translate -of COG` behind it with the same compression and two threads.',
  '- Change: |ΔNDVI| > 0.035 out of four bands, patches of at least 400 m². Both keep the same patches; specks differ by a few, because numpy computes in float32. Ours adds the geodesic area, perimeter, shape and means of four bands to each patch, and simplified outlines; numpy with GDAL (blocks of 512 rows, `gdal.Polygonize`) the plane area only.',
  '- Polygons alone: mask in memory to rings in memory; ours never builds components below the least area.',
  '- Windows: 200 of 512 × 512 at random places, one thread each, caches of 64 MB. GDAL 3.6 unpacks with libdeflate, ours with Node’s zlib, no further than a window needs.',
  '- Tiles: 200 of 256 × 256, NDVI in colours as PNG, zooms 9–15, bilinear both; p50. rasterio 1.3 `WarpedVRT` in the manner of rio-tiler; without HTTP. The rasterio side opens files once.',
  "- MOSUM: Debian does not package JRC's nrt, so the peer is a numpy version of the same definition (least squares with gaps by stacked normal equations, sums date by date over all cells, as nrt arranges them). nrt itself was measured before on this machine at 81–213 thousand cells a second on two threads with 67 dates and order 1; ours also tells the magnitude (a median), which neither of them does.",
  '- Overlay: 3,000 patches over 105 areas with 1,600 positions each: an index of boxes, then the area of what each pair shares; two workers of GEOS 3.13 (WASM) against shapely 1.8 (GEOS 3.11, one thread; its `intersection` for every pair that the tree gives). “One worker” is the same with one.',
  '- How to read it: taken on a quiet machine; time of processors counts both threads of ours together and so leaves out what a second processor gives, the clock does not.',
  '- Met: polygons alone, windows, map tiles, overlay, memory under 1.5 GB; MOSUM is 5 to 14 times what was measured of nrt, by which round of nrt one takes. Not met: two-date change stands at 2 × but for the last hundredth (half of its time is unpacking DEFLATE, which GDAL has libdeflate for); NDVI at 2.5 ×, where packing the tiles takes longest; without compression half of the time is unpacking the bands, and statistics and overviews, which gdal_calc.py does not make, come with it.',
];
report('raster', [...HEAD, ...Object.keys(all).flatMap((name) => rows[name] ?? []), ...NOTES]);
