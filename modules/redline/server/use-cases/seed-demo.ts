import { type Areal, area, labelPoint, type Position, polygonalPart } from '@tarim/geo';
import { beijingDate } from '@tarim/kernel';
import type { Actor, Context, Tx } from '@tarim/platform';
import { drawnOutlines } from '@tarim/region/queries';
import { sql } from 'kysely';
import type { AreaKind, AreaType, Zone } from '../../contract.ts';
import { seedDemoIndicators } from '../demo/indicators.ts';
import { seedDemoLedger } from '../demo/ledger.ts';
import { seedDemoPatches } from '../demo/patches.ts';
import { blob, dice, near } from '../demo/shapes.ts';
import { geos } from '../frame.ts';
import { lastVersions } from '../sql/areas.ts';
import { applyPlan, type Incoming, planOf } from './import-areas.ts';

/** The simulated boundaries hold since here; some of them are adjusted on the second day. */
const [FIRST, SECOND] = ['2025-01-01', '2026-07-01'];
/** Enough to show both hierarchies; each has one red-line unit, every third one a protected area. */
const [COUNTIES, CITIES] = [14, 4];
const PROTECTED_EVERY = 3;
const RADIUS = 0.12;
const BY: Actor = { userId: '00000000-0000-7000-8000-000000000000', name: '模拟', posts: [] };
const FUNCTIONS = ['water', 'sand-fixing', 'biodiversity', 'soil'] as const;
const PROTECTED = ['reserve', 'nature-park', 'national-park'] as const;
const CLASS_ZH = { reserve: '自然保护区', 'nature-park': '自然公园', 'national-park': '国家公园' } as const;

/** A simulated red-line unit, and where it lies. */
export interface DemoArea {
  readonly code: string;
  readonly unitPath: string;
  readonly centre: Position;
  readonly geometry: Areal;
}

/**
 * Simulated boundaries, markers, activities, approvals, registers, about two hundred patches in all states, and yearly figures with
 * evaluations. No boundary is real; names
 * and rows say so. Does nothing where any area is there. Gives how many patches it made.
 */
export async function seedDemoRedline(ctx: Context): Promise<number> {
  const { rows } = await sql`select 1 from redline.area limit 1`.execute(ctx.db);
  if (rows.length > 0) return 0;
  const outlines = await drawnOutlines(ctx.db, 'county');
  const ofRegion = outlines.filter((one) => one.path.startsWith('/65')).slice(0, COUNTIES);
  const ofCorps = outlines.filter((one) => one.path.startsWith('/BT/')).slice(0, CITIES);
  const chosen = [...ofRegion, ...ofCorps];
  if (chosen.length === 0) return 0;
  const next = dice(20_260_701);
  const areas: DemoArea[] = [];
  const [redline, adjusted, reserves]: Incoming[][] = [[], [], []];
  for (const [at, { code, path, geometry }] of chosen.entries()) {
    const centre = labelPoint(geometry);
    const within = async (shape: Areal) => polygonalPart(await geos().intersection(shape, geometry));
    const shape = await within(blob(centre, RADIUS, 24, next));
    if (!shape) continue;
    const unit = incoming(
      `MN-HX-${code}`,
      `模拟红线单元 ${code}`,
      path,
      shape,
      at % 4 === 3 ? 'sensitive' : 'function',
    );
    redline!.push({ ...unit, function: at % 4 === 3 ? 'desertification' : FUNCTIONS[at % 4]! });
    areas.push({ code: unit.code, unitPath: path, centre, geometry: shape });
    // Every fifth unit gives a part to a town and grows elsewhere.
    if (at % 5 === 1) {
      const grown = polygonalPart(
        await geos().union([shape, blob(near(centre, RADIUS, next), RADIUS / 3, 14, next)]),
      );
      const cut =
        grown &&
        polygonalPart(await geos().difference(grown, blob(near(centre, RADIUS, next), RADIUS / 4, 12, next)));
      const kept = cut && (await within(cut));
      if (kept) adjusted!.push({ ...redline!.at(-1)!, geometry: kept, areaM2: area(kept) });
    }
    if (at % PROTECTED_EVERY === 0) {
      const type = PROTECTED[(at / PROTECTED_EVERY) % PROTECTED.length]!;
      reserves!.push(...(await zonesOf(code, path, type, near(centre, RADIUS / 2, next), next, within)));
    }
  }
  const at = ctx.clock.now();
  await ctx.db.transaction().execute(async (tx) => {
    await bring(ctx, tx, 'redline', redline!, FIRST!, '模拟批复〔2025〕1 号', '模拟划定');
    await bring(ctx, tx, 'protected', reserves!, FIRST!, '模拟批复〔2025〕2 号', '模拟设立');
    if (beijingDate(at) > SECOND!)
      await bring(ctx, tx, 'redline', adjusted!, SECOND!, '模拟批复〔2026〕7 号', '模拟局部调整');
    await ctx.audit.record(tx, {
      actor: null,
      action: 'redline.demo.sown',
      subject: 'area',
      detail: { simulated: true, areas: areas.length },
    });
  });
  await seedDemoLedger(ctx, areas, next);
  const patches = await seedDemoPatches(ctx, areas, next);
  await seedDemoIndicators(ctx);
  return patches;
}

const incoming = (
  code: string,
  name: string,
  unitPath: string,
  geometry: Areal,
  type: AreaType,
  zone: Zone | null = null,
): Incoming => {
  const areaM2 = area(geometry);
  return {
    code,
    name,
    type,
    zone,
    function: null,
    authority: '模拟管理机构',
    unitPath,
    geometry,
    areaM2,
    // Stated figures are never those of the geometry: some parts in a thousand off.
    surveyM2: Math.round(areaM2 * (0.996 + (code.length % 7) / 1_000)),
  };
};

/** A protected area in two zones: a core, and around it the zone of general control. */
async function zonesOf(
  code: string,
  unitPath: string,
  type: keyof typeof CLASS_ZH,
  centre: Position,
  next: () => number,
  within: (shape: Areal) => Promise<Areal | null>,
): Promise<Incoming[]> {
  const whole = await within(blob(centre, RADIUS * 0.7, 20, next));
  if (!whole) return [];
  const core = polygonalPart(await geos().intersection(blob(centre, RADIUS * 0.35, 14, next), whole));
  const rest = core && polygonalPart(await geos().difference(whole, core));
  if (!core || !rest) return [];
  const name = `模拟${CLASS_ZH[type]} ${code}`;
  return [
    incoming(`MN-BH-${code}-1`, `${name}（核心保护区）`, unitPath, core, type, 'core'),
    incoming(`MN-BH-${code}-2`, `${name}（一般控制区）`, unitPath, rest, type, 'general'),
  ];
}

async function bring(
  ctx: Context,
  tx: Tx,
  kind: AreaKind,
  areas: readonly Incoming[],
  validFrom: string,
  approval: string,
  reason: string,
): Promise<void> {
  const plan = planOf(await lastVersions(tx, kind), areas, { validFrom }, () => true);
  await applyPlan(ctx, tx, BY, { kind, validFrom, approval, reason, simulated: true }, plan);
}
