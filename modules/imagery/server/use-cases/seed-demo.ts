import { mkdir, rm, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { beijingIso, DAY_MS } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { converter } from '@tarim/raster';
import { eventsOf, type World, type WorldEvent, worldOf, writeScene } from '@tarim/raster/testkit';
import { sql } from 'kysely';
import { sceneRow } from '../sql/scenes.ts';
import { uploadFolder } from './folders.ts';
import { type Brought, ingestScene } from './ingest-scene.ts';
import { startChange } from './start-change.ts';
import { startComposite } from './start-composite.ts';

const KEEPER: Actor = {
  userId: '00000000-0000-7000-8000-0000000e0001',
  name: '影像管理员（模拟）',
  posts: [{ role: 'administrator', unitPath: '/' }],
};
const SEED = 20_260_701;
const CELL = 10;
/** Share of the year: the height of summer, and the beginning of autumn. */
const [SUMMER, AUTUMN] = [0.55, 0.7];
const SETTLED_DAYS = 20;
const WAIT_MS = 1_000;
const LOOKS = 240;

interface Shot {
  readonly name: string;
  /** Decimal year. */
  readonly time: number;
  readonly clouds: number;
}

/** Ten past one in Beijing, about when such satellites pass over Xinjiang. */
const PASSES_MS = (5 * 60 + 10) * 60_000;

const instantOf = (time: number): number => {
  const year = Math.floor(time);
  const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  return Math.floor((from + (time - year) * (to - from)) / DAY_MS) * DAY_MS + PASSES_MS;
};

/** The last summer that is over, the one before, one more, and an autumn. */
function shotsOf(now: number): { readonly shots: readonly Shot[]; readonly changed: number } {
  const year = new Date(now).getUTCFullYear();
  const last = instantOf(year + SUMMER) < now - SETTLED_DAYS * DAY_MS ? year : year - 1;
  const shots: Shot[] = [
    { name: 'a', time: last - 2 + SUMMER, clouds: 0 },
    { name: 'b', time: last - 1 + SUMMER, clouds: 2 },
    { name: 'c', time: last + SUMMER, clouds: 1 },
  ];
  if (instantOf(last + AUTUMN) < now - SETTLED_DAYS * DAY_MS)
    shots.push({ name: 'd', time: last + AUTUMN, clouds: 3 });
  return { shots, changed: last + 0.3 };
}

/** Some of it was there a year before, so that a time strip shows what came when. */
function eventsIn(changed: number): WorldEvent[] {
  return eventsOf(changed).map((event, i) => (i % 4 === 1 ? { ...event, from: changed - 1 } : event));
}

/**
 * Simulated scenes of a piece of country around a place, brought in as anybody would bring them, and the comparison of the last two
 * summers and a composite of the last two scenes. Nothing of it is real; titles and rows say so. Does nothing where any scene is there.
 * @param centre degrees
 * @returns how many scenes were brought, once they are compared
 */
export async function seedDemoImagery(
  ctx: Context,
  { centre: [lon, lat], unitPath }: { readonly centre: readonly [number, number]; readonly unitPath: string },
  signal: AbortSignal,
): Promise<number> {
  const { rows } = await sql`select 1 from imagery.scene limit 1`.execute(ctx.db);
  if (rows.length > 0) return 0;
  const { shots, changed } = shotsOf(ctx.clock.now());
  const plain = worldOf(SEED, eventsIn(changed));
  const world: World = { ...plain, grid: { ...plain.grid, ...utmAround(lon, lat, plain.grid) } };
  const folder = uploadFolder(ctx, 'new-demo');
  await mkdir(folder, { recursive: true });
  const ids: number[] = [];
  try {
    for (const shot of shots) {
      if (signal.aborted) return ids.length;
      const { bands, scl } = writeScene(folder, shot.name, world, shot.time, { clouds: shot.clouds });
      const day = beijingIso(instantOf(shot.time)).slice(0, 10);
      const files: Brought[] = [
        { part: 'bands', name: `MN_S2_${day}.tif`, path: bands, size: (await stat(bands)).size },
        { part: 'quality', name: `MN_S2_${day}_SCL.tif`, path: scl, size: (await stat(scl)).size },
      ];
      ids.push(
        await ingestScene(
          ctx,
          KEEPER,
          {
            collection: 'simulated-sentinel-2',
            sensor: 'sentinel-2-l2a',
            title: `模拟影像 ${day}`,
            takenAt: beijingIso(instantOf(shot.time)),
            platform: '模拟卫星',
            source: '由平台的模拟器生成，不是真实影像',
            licence: 'CC0-1.0',
            baseline: '05.09',
            simulated: true,
            public: true,
            ownerPath: unitPath,
          },
          files,
        ),
      );
      await setTimeout(WAIT_MS, undefined, { signal, ref: false });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const [, before, after] = ids;
  if (!(await areReady(ctx, [before!, after!], signal))) return ids.length;
  await startChange(ctx, KEEPER, {
    title: '模拟：两年夏季比较',
    before: before!,
    after: after!,
    parameters: { method: 'cva', threshold: 'kapur', leastArea: 800 },
    ownerPath: unitPath,
  });
  // Of the last year where it has two scenes, else of the last two: a greenest view that no cloud hides.
  const joined = ids.slice(-2);
  if (await areReady(ctx, joined, signal)) {
    const [from, to] = shots.slice(-2).map(({ time }) => beijingIso(instantOf(time)).slice(0, 10));
    await startComposite(ctx, KEEPER, {
      scenes: joined,
      parameters: { method: 'best', order: 'newest' },
      title: `模拟：最大植被合成 ${from} – ${to}`,
      public: true,
      ownerPath: unitPath,
    });
  }
  return ids.length;
}

async function areReady(ctx: Context, ids: readonly number[], signal: AbortSignal): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    const states = await Promise.all(ids.map(async (id) => (await sceneRow(ctx.db, id))?.state));
    if (states.every((state) => state === 'ready')) return true;
    if (states.includes('failed')) return false;
    await setTimeout(WAIT_MS, undefined, { signal, ref: false });
  }
  return false;
}

/** A grid in the zone of a place with its middle there, on whole cells. */
function utmAround(
  lon: number,
  lat: number,
  { width, height }: { readonly width: number; readonly height: number },
): Pick<World['grid'], 'crs' | 'affine'> {
  const zone = Math.floor((lon + 180) / 6) + 1;
  const [east, north] = converter('EPSG:4490', `EPSG:${32_600 + zone}`)(lon, lat);
  const snap = (metres: number) => Math.round(metres / CELL) * CELL;
  return {
    crs: `EPSG:${32_600 + zone}`,
    affine: [snap(east - (width * CELL) / 2), CELL, 0, snap(north + (height * CELL) / 2), 0, -CELL],
  };
}
