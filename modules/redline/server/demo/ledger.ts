import { type Areal, area, labelPoint, type Position, polygonsOf } from '@tarim/geo';
import { beijingDate, DAY_MS } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { ACTIVITY_STATES, CONDITIONS, Theme, ThemeFacts } from '../../contract.ts';
import { geos } from '../frame.ts';
import { insideOf } from '../overlay.ts';
import { putActivity } from '../sql/activities.ts';
import { insertApproval, insertInspection, insertMarker } from '../sql/ledger.ts';
import { insertAlert, insertObservation, putObject } from '../sql/themes.ts';
import type { DemoArea } from '../use-cases/seed-demo.ts';
import { changesOf } from '../use-cases/themes.ts';
import { blob, near } from './shapes.ts';

const BY = '模拟巡护员';
const MARKERS_EACH = 6;
const ACTIVITIES: ReadonlyArray<
  readonly [code: string, name: string, state: (typeof ACTIVITY_STATES)[number]]
> = [
  ['R11', '模拟采石场', 'existing'],
  ['R51', '模拟道路', 'existing'],
  ['R71', '模拟农业用地', 'enlarged'],
  ['R6', '模拟养殖场', 'new'],
  ['R31', '模拟光伏', 'existing'],
  ['R4', '模拟旅游设施', 'reduced'],
];
const CONDITION: readonly (typeof CONDITIONS)[number][] = [
  'good',
  'good',
  'good',
  'damaged',
  'good',
  'missing',
  'good',
  'moved',
];

/** Markers with patrols, human activities with their sightings, approvals and registers of the simulated region. */
export async function seedDemoLedger(
  ctx: Context,
  areas: readonly DemoArea[],
  next: () => number,
): Promise<void> {
  const now = ctx.clock.now();
  const dayBack = (days: number) => beijingDate(now - days * DAY_MS);
  for (const [at, one] of areas.entries()) {
    await seedMarkers(ctx, one, at, dayBack, next);
    await seedActivity(ctx, one, at, dayBack, next);
    if (at % 3 === 0) await seedApproval(ctx, one, at, dayBack, next);
    if (at % 2 === 0) await seedTheme(ctx, one, at, dayBack, next);
  }
}

type Back = (days: number) => string;
type Dice = () => number;

async function seedMarkers(
  ctx: Context,
  one: DemoArea,
  at: number,
  dayBack: Back,
  next: Dice,
): Promise<void> {
  const ring = polygonsOf(one.geometry)[0]![0]!;
  await ctx.db.transaction().execute(async (tx) => {
    for (let n = 0; n < MARKERS_EACH; n++) {
      const [lon, lat] = ring[Math.floor((ring.length * n) / MARKERS_EACH)] as [number, number];
      const when = new Date(ctx.clock.now());
      const marker = await insertMarker(
        tx,
        {
          code: `${one.code.replace('HX', 'JZ')}-${n + 1}`,
          kind: n === 0 ? 'sign' : 'post',
          areaKind: 'redline',
          areaCode: one.code,
          lon,
          lat,
          unitPath: one.unitPath,
          placedOn: dayBack(500),
        },
        when,
        true,
      );
      if (!marker) continue;
      for (const days of [200, 20])
        await insertInspection(tx, {
          markerId: marker.id,
          unitPath: one.unitPath,
          on: dayBack(days + Math.floor(next() * 15)),
          condition: days > 100 ? 'good' : CONDITION[(at + n) % CONDITION.length]!,
          note: '模拟巡护记录',
          evidence: [],
          byName: BY,
          byUser: null,
          at: when,
        });
    }
  });
}

async function seedActivity(
  ctx: Context,
  one: DemoArea,
  at: number,
  dayBack: Back,
  next: Dice,
): Promise<void> {
  const [code, name, status] = ACTIVITIES[at % ACTIVITIES.length]!;
  const centre = near(one.centre, 0.05, next);
  const looks: (readonly [days: number, radius: number, state: typeof status])[] = [
    [600, 0.004, 'existing'],
    [90, status === 'enlarged' ? 0.006 : status === 'reduced' ? 0.003 : 0.004, status],
  ];
  for (const [days, radius, state] of looks) {
    const geometry = blob(centre, radius, 10, next);
    const seenOn = dayBack(days);
    const inside = await insideOf(ctx.db, geos(), geometry, seenOn);
    await ctx.db.transaction().execute((tx) =>
      putActivity(
        tx,
        {
          code: `${one.code.replace('HX', 'HD')}-1`,
          name,
          class: code,
          unitPath: one.unitPath,
          status: state,
          legalBasis: null,
          approvalId: null,
          seenOn,
          source: '模拟遥感本底调查',
          geometry,
          areaM2: area(geometry),
          inside,
          simulated: true,
        },
        BY,
        new Date(ctx.clock.now()),
      ),
    );
  }
}

async function seedApproval(
  ctx: Context,
  one: DemoArea,
  at: number,
  dayBack: Back,
  next: Dice,
): Promise<void> {
  const geometry = blob(near(one.centre, 0.06, next), 0.005, 8, next);
  const validFrom = dayBack(400);
  const areaM2 = area(geometry);
  const inside = await insideOf(ctx.db, geos(), geometry, validFrom);
  await ctx.db.transaction().execute((tx) =>
    insertApproval(
      tx,
      {
        number: `模拟占用〔${validFrom.slice(0, 4)}〕${at + 1} 号`,
        project: '模拟输电线路工程',
        authority: '模拟审批机关',
        approvedM2: Math.round(areaM2),
        validFrom,
        validTo: null,
        unitPath: one.unitPath,
        areaM2,
        inside,
        geometry,
        simulated: true,
      },
      BY,
      new Date(ctx.clock.now()),
    ),
  );
}

const THEME_OF: readonly (readonly [Theme, string, ThemeFacts])[] = [
  [
    'tailings',
    '模拟尾矿库',
    {
      owner: '模拟矿业公司',
      grade: 4,
      operation: 'in-use',
      dryBeachM: 90,
      damCrestM: 320,
      distanceToWaterM: 1_800,
      homesDownstream: 35,
    },
  ],
  ['waste-dump', '模拟固废堆场', { owner: '模拟工业园', operation: 'in-use', distanceToWaterM: 2_500 }],
  [
    'water-source',
    '模拟水源地加油站',
    { protectionZone: 'quasi', sourceName: '模拟水源地', distanceToWaterM: 700 },
  ],
];

async function seedTheme(ctx: Context, one: DemoArea, at: number, dayBack: Back, next: Dice): Promise<void> {
  const [theme, name, facts] = THEME_OF[(at / 2) % THEME_OF.length]!;
  const centre: Position = near(one.centre, 0.08, next);
  let before: { areaM2: number; waterShare: number | null } | null = null;
  for (const [days, radius, water] of [
    [420, 0.004, 0.25],
    [60, at % 4 === 0 ? 0.005 : 0.004, at % 4 === 0 ? 0.42 : 0.27],
  ] as const) {
    const geometry: Areal = blob(centre, radius, 12, () => 0.5);
    const [lon, lat] = labelPoint(geometry, 1e-5) as [number, number];
    const seen = { areaM2: area(geometry), waterShare: theme === 'tailings' ? water : null };
    const object = {
      theme,
      code: `${one.code.replace('HX', 'ZT')}-1`,
      name,
      unitPath: one.unitPath,
      facts,
      ...seen,
      observedOn: dayBack(days),
      lon,
      lat,
      geometry,
      simulated: true,
    };
    const when = new Date(ctx.clock.now());
    await ctx.db.transaction().execute(async (tx) => {
      const id = await putObject(tx, object, when);
      await insertObservation(tx, id, object, BY, when);
      for (const change of before ? changesOf(before, seen) : [])
        await insertAlert(tx, {
          ...change,
          theme,
          objectId: id,
          patchId: null,
          unitPath: one.unitPath,
          on: object.observedOn,
          at: when,
        });
    });
    before = seen;
  }
}
