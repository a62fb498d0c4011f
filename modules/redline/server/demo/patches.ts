import { type Areal, area, type Box, boxOf, boxUnion, labelPoint } from '@tarim/geo';
import { beijingDate, beijingIso, DAY_MS } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import type { DiscardReason, Evidence, PatchAct, PatchState, Theme } from '../../contract.ts';
import { dueOf } from '../domain/due.ts';
import { after, apply, type Change, type Facts, fold } from '../domain/life.ts';
import { keepFile } from '../sql/files.ts';
import { insertEvents, insertPatch, type NewEvent, projectFacts } from '../sql/patches.ts';
import { limitedRules } from '../sql/rules.ts';
import { readTerms } from '../sql/terms.ts';
import { insertAlert } from '../sql/themes.ts';
import { overlapper } from '../use-cases/overlaps.ts';
import { calendars } from '../use-cases/propose.ts';
import type { DemoArea } from '../use-cases/seed-demo.ts';
import { DAYS, PATHS, type Path } from './paths.ts';
import { simulatedPicture } from './picture.ts';
import { blob, near } from './shapes.ts';

const DETECTORS = [
  ['cva-otsu', '1.0'],
  ['cva-otsu', '1.1'],
  ['bfast-monitor', '0.9'],
  ['interpretation', '2026'],
] as const;
const CLASSES = ['R11', 'R12', 'R21', 'R31', 'R51', 'R6', 'R71', 'R73'] as const;
const THEME_CLASS: Readonly<Record<Theme, string>> = {
  tailings: 'R13',
  'waste-dump': 'R22',
  'water-source': 'R21',
};

/** Who acts at which level, by name only: the region and the Corps each have theirs. */
const ACTOR: Readonly<Record<string, readonly [region: string, corps: string]>> = {
  interpret: ['模拟解译员', '模拟解译员'],
  discard: ['模拟解译员', '模拟解译员'],
  suspect: ['模拟自治区监管员', '模拟兵团监管员'],
  dispatch: ['模拟自治区监管员', '模拟兵团监管员'],
  receive: ['模拟县级核查员', '模拟团镇核查员'],
  verify: ['模拟县级核查员', '模拟团镇核查员'],
  judge: ['模拟地州审核员', '模拟师市审核员'],
  order: ['模拟地州审核员', '模拟师市审核员'],
  'hand-over': ['模拟地州审核员', '模拟师市审核员'],
  submit: ['模拟县级核查员', '模拟团镇核查员'],
  accept: ['模拟自治区验收员', '模拟兵团验收员'],
  refuse: ['模拟自治区验收员', '模拟兵团验收员'],
  'look-back': ['模拟自治区回头看组', '模拟兵团回头看组'],
  reopen: ['模拟自治区回头看组', '模拟兵团回头看组'],
};

interface Pictures {
  readonly bare: Evidence;
  readonly green: Evidence;
}

interface Tools {
  readonly ctx: Context;
  readonly terms: Awaited<ReturnType<typeof readTerms>>;
  readonly calendar: ReturnType<typeof calendars>;
  readonly pictures: Pictures;
  readonly ruleId: number | null;
}

/** Patches along their paths, each written as the acts would have written it. Gives how many. */
export async function seedDemoPatches(
  ctx: Context,
  areas: readonly DemoArea[],
  next: () => number,
): Promise<number> {
  const tools: Tools = {
    ctx,
    terms: await readTerms(ctx.db),
    calendar: calendars(ctx, ctx.db),
    pictures: await pictures(ctx),
    ruleId:
      (await limitedRules(ctx.db, beijingDate(ctx.clock.now()))).find((one) => one.key === 'linear')?.id ??
      null,
  };
  const box = areas.map((one) => boxOf(one.geometry)).reduce<Box>(boxUnion, boxOf(areas[0]!.geometry));
  const laid = new Map<string, ReturnType<typeof overlapper>>();
  const all = PATHS.flatMap((path) => Array.from({ length: path.count }, () => path));
  let made = 0;
  for (const [index, path] of all.entries()) {
    const place = areas[index % areas.length]!;
    const began =
      ctx.clock.now() -
      (2 + path.acts.reduce((sum, act) => sum + DAYS[act], 0) + Math.floor(next() * 6)) * DAY_MS;
    // Images come every few weeks, so that many patches share theirs.
    const afterOn = `${beijingDate(began - 8 * DAY_MS).slice(0, 7)}-01`;
    const overlaps = laid.get(afterOn) ?? overlapper(ctx.db, afterOn, box);
    laid.set(afterOn, overlaps);
    const theme = themeOf(index);
    const geometry = blob(near(place.centre, 0.1, next), 0.0006 + next() * 0.0022, 9, next);
    const spot: Spot = {
      index,
      place,
      path,
      began,
      afterOn,
      theme,
      geometry,
      confidence: Math.round((0.5 + next() / 2) * 100) / 100,
    };
    const meets = await (await overlaps)(geometry);
    await ctx.db.transaction().execute((tx) => sow(tools, tx, spot, meets));
    made++;
  }
  await ctx.audit.record(ctx.db, {
    actor: null,
    action: 'redline.demo.sown',
    subject: 'patch',
    detail: { simulated: true, patches: made },
  });
  return made;
}

interface Spot {
  readonly index: number;
  readonly place: DemoArea;
  readonly path: Path;
  readonly began: number;
  readonly afterOn: string;
  readonly theme: Theme | null;
  readonly geometry: Areal;
  readonly confidence: number;
}

const themeOf = (index: number): Theme | null =>
  index % 17 === 0 ? 'tailings' : index % 19 === 0 ? 'waste-dump' : index % 23 === 0 ? 'water-source' : null;

async function pictures(ctx: Context): Promise<Pictures> {
  const keep = async (name: string, colour: readonly [number, number, number]): Promise<Evidence> => {
    const { sha256 } = await ctx.files.put(simulatedPicture(colour), { name, mime: 'image/png' });
    await keepFile(ctx.db, sha256, 'simulator', name, new Date(ctx.clock.now()));
    return { sha256, name };
  };
  return {
    bare: await keep('模拟照片-裸地.png', [176, 150, 118]),
    green: await keep('模拟照片-恢复.png', [120, 148, 92]),
  };
}

async function sow(
  tools: Tools,
  tx: Tx,
  spot: Spot,
  overlaps: Awaited<ReturnType<Awaited<ReturnType<typeof overlapper>>>>,
): Promise<void> {
  const { ctx, terms, calendar } = tools;
  const { place, geometry, began } = spot;
  const [lon, lat] = labelPoint(geometry, 1e-5) as [number, number];
  const [detector, detectorVersion] = DETECTORS[spot.index % DETECTORS.length]!;
  const guess = spot.theme ? THEME_CLASS[spot.theme] : CLASSES[spot.index % CLASSES.length]!;
  const days = await calendar(place.unitPath);
  const due = (state: PatchState, at: Date, rectifyBy: string | null) =>
    dueOf(state, beijingIso(at.getTime()), terms, days, rectifyBy);
  let at = new Date(began);
  const first: Change = { unitPath: place.unitPath, class: guess, dueAt: due('detected', at, null) };
  let facts: Facts = fold([{ act: 'propose', to: 'detected', change: first, byUser: null }]);
  const id = await insertPatch(
    tx,
    {
      ref: `demo-${spot.index}`,
      theme: spot.theme,
      detector,
      detectorVersion,
      parameters: { simulated: true },
      beforeScene: `SIM_${spot.afterOn.slice(0, 4)}_BEFORE`,
      afterScene: `SIM_${spot.afterOn}`,
      beforeOn: beijingDate(Date.parse(`${spot.afterOn}T00:00:00+08:00`) - 90 * DAY_MS),
      afterOn: spot.afterOn,
      confidence: spot.confidence,
      indexChange: {
        NDVI: -Math.round(spot.confidence * 40) / 100,
        BSI: Math.round(spot.confidence * 22) / 100,
      },
      areaM2: area(geometry),
      lon,
      lat,
      geometry,
      overlaps,
      parents: [],
      simulated: true,
    },
    facts,
    at,
  );
  if (id === null) return;
  const common = { patchId: id, unitPath: place.unitPath, byUser: null };
  const events: NewEvent[] = [
    {
      ...common,
      act: 'propose',
      from: null,
      to: 'detected',
      text: null,
      detail: { detector, version: detectorVersion, simulated: true },
      evidence: [],
      change: first,
      byName: null,
      at,
    },
  ];
  for (const act of spot.path.acts) {
    at = new Date(at.getTime() + DAYS[act] * DAY_MS);
    const to = after(facts, act, spot.path.judgement);
    if (to === null) throw new Error(`the simulated path is not possible: ${facts.state} ${act}`);
    const said = saying(tools, spot, act, at, guess);
    const rectifyBy = said.change.rectifyBy === undefined ? facts.rectifyBy : said.change.rectifyBy;
    const change: Change = { ...said.change, dueAt: due(to, at, rectifyBy) };
    events.push({
      ...common,
      act,
      from: facts.state,
      to,
      text: said.text,
      detail: said.detail ?? {},
      evidence: said.evidence ?? [],
      change,
      byName: ACTOR[act]![place.unitPath.startsWith('/BT/') ? 1 : 0],
      at,
    });
    facts = apply(facts, { act, to, change, byUser: null });
  }
  await insertEvents(tx, events);
  await projectFacts(tx, id, facts, at);
  if (spot.theme && !overlaps.register.some((one) => one.theme === spot.theme))
    await insertAlert(tx, {
      theme: spot.theme,
      kind: 'outside-register',
      objectId: null,
      patchId: id,
      unitPath: place.unitPath,
      before: null,
      after: area(geometry),
      on: spot.afterOn,
      at: new Date(ctx.clock.now()),
    });
}

interface Said {
  readonly text: string;
  readonly change: Change;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly evidence?: readonly Evidence[];
}

/** What the simulated person wrote, with what the act needs. */
function saying({ pictures, ruleId }: Tools, spot: Spot, act: PatchAct, at: Date, guess: string): Said {
  const iso = beijingIso(at.getTime());
  const day = beijingDate(at.getTime());
  const later = (days: number) => beijingDate(at.getTime() + days * DAY_MS);
  const [lon, lat] = labelPoint(spot.geometry, 1e-5) as [number, number];
  const shot = (of: Evidence): Evidence => ({
    ...of,
    takenAt: iso,
    lon,
    lat,
    bearing: (spot.index * 37) % 360,
  });
  switch (act) {
    case 'interpret':
      return { text: '模拟：影像上有新增裸地与机械痕迹', change: { class: guess }, detail: { class: guess } };
    case 'discard': {
      const reasons = spot.path.reasons!;
      const reason: DiscardReason = reasons[spot.index % reasons.length]!;
      return { text: '模拟：对照前后影像与台账', change: { discardReason: reason }, detail: { reason } };
    }
    case 'verify':
      return {
        text: '模拟：现场核查，拍照并定位',
        change: { class: guess },
        detail: { visitedAt: iso, positions: [{ lon, lat, accuracyM: 5 }], class: guess },
        evidence: [shot(pictures.bare)],
      };
    case 'judge': {
      const judgement = spot.path.judgement!;
      return {
        text: '模拟：依据现场与资料判定',
        change: { judgement },
        detail: {
          judgement,
          ...(judgement === 'lawful' ? { approval: '模拟占用〔2025〕1 号' } : {}),
          ...(judgement === 'allowed' && ruleId !== null ? { ruleId } : {}),
        },
      };
    }
    case 'order':
      return {
        text: '模拟：停止违法活动，恢复植被',
        change: { rectifyBy: later(75) },
        detail: { responsible: '模拟责任单位', rectifyBy: later(75) },
      };
    case 'hand-over':
      return {
        text: '模拟：移交自然资源部门处理，恢复情况由本单元跟踪',
        change: { rectifyBy: later(90) },
        detail: {
          to: 'department',
          department: '模拟自然资源局',
          suspected: '未经批准占用红线',
          rectifyBy: later(90),
        },
      };
    case 'submit':
      return {
        text: '模拟：已拆除并覆土播草',
        change: { rectifiedOn: day },
        detail: { rectifiedOn: day, before: [pictures.bare.sha256], after: [pictures.green.sha256] },
        evidence: [shot(pictures.bare), shot(pictures.green)],
      };
    case 'refuse':
      return { text: '模拟：覆土厚度不足', change: { rectifiedOn: null } };
    case 'accept':
    case 'look-back':
      return {
        text: act === 'accept' ? '模拟：验收合格' : '模拟：未见反弹',
        change: {},
        detail: { afterScene: `SIM_${day}`, afterOn: day },
        evidence: [shot(pictures.green)],
      };
    case 'reopen':
      return {
        text: '模拟：回头看发现复采',
        change: { rectifyBy: later(60), rectifiedOn: null },
        detail: { rectifyBy: later(60) },
      };
    default:
      return { text: '模拟', change: {} };
  }
}
