import {
  type Areal,
  area,
  boxesMeet,
  boxOf,
  polygonalPart,
  SpatialIndex,
  wkbToHex,
  writeWkb,
} from '@tarim/geo';
import { beijingIso, type ErrorDefinition, type ErrorParams, fillMessage } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { type AreaKind, boundaryChanged, type FileProblem, type ImportReport } from '../../contract.ts';
import { redlineErrors as E } from '../errors.ts';
import { geos, placer, requireDay, type Tongue } from '../frame.ts';
import { areaFacts } from '../import/area-fields.ts';
import { readAreasFile } from '../import/read-file.ts';
import { SLIVER_M2 } from '../overlay.ts';
import {
  type AreaRow,
  endArea,
  insertAdjustment,
  insertArea,
  lastVersions,
  lockAreas,
} from '../sql/areas.ts';
import { REEVALUATE_JOB } from './reevaluate.ts';

export interface AreaImport {
  readonly kind: AreaKind;
  readonly validFrom: string;
  readonly approval: string;
  readonly reason: string;
  readonly crs?: string | undefined;
  readonly layer?: string | undefined;
  readonly whole?: boolean | undefined;
  readonly simulated?: boolean | undefined;
}

export type Incoming = Omit<
  AreaRow,
  'version' | 'validFrom' | 'validTo' | 'deviation' | 'kind' | 'simulated'
>;

const WRITE = 'redline.write';
const CODE = /^[\p{L}\p{N}._-]{1,60}$/u;

/**
 * Boundaries from a file, all or nothing: areas whose shape differs from the one in force become a new version from `validFrom` on,
 * written down as an adjustment with what was gained and lost; the others stay as they are. With `whole`, areas of the caller's
 * units that the file lacks are given up. Open patches are looked at again in the background.
 * @throws TarimError FORMATS_…, REDLINE_FILE_EMPTY, REDLINE_FILE_LARGE, REDLINE_DAY_INVALID
 */
export async function importAreas(
  ctx: Context,
  actor: Actor,
  file: { readonly bytes: Uint8Array; readonly name: string },
  input: AreaImport,
  commit: boolean,
  tongue: Tongue,
): Promise<ImportReport> {
  requireDay(input.validFrom);
  const read = await readAreasFile(file, input, tongue);
  const mayWrite = (unitPath: string) => ctx.policy.can(actor, WRITE, { unitPath });
  const { incoming, problems } = await understood(ctx, read.features, input, mayWrite, tongue);
  const all = [...read.problems, ...problems];
  const overlaps = await overlapsAmong(incoming);
  const report = await asActor(ctx, actor, WRITE, async (tx) => {
    await lockAreas(tx, input.kind);
    const plan = planOf(await lastVersions(tx, input.kind), incoming, input, mayWrite);
    for (const one of plan.early)
      all.push(problemOf(one.row, E.rowDay, { code: one.code, day: one.day }, tongue));
    for (const { present, next } of plan.changed)
      if (!mayWrite(present.unitPath))
        all.push(problemOf(0, E.rowUnit, { code: next.code, unit: present.unitPath }, tongue));
    const committed = commit && all.length === 0;
    if (committed) await applyPlan(ctx, tx, actor, input, plan);
    return { committed, plan };
  });
  const { committed, plan } = report;
  return {
    committed,
    rows: read.features.length,
    added: plan.added.map((one) => one.code),
    changed: plan.changed.map((one) => one.next.code),
    unchanged: plan.unchanged,
    missing: plan.missing.map((one) => one.code),
    problems: all.toSorted((a, b) => a.row - b.row).slice(0, 200),
    notes: read.notes.slice(0, 200),
    overlaps,
  };
}

const problemOf = (row: number, what: ErrorDefinition, params: ErrorParams, tongue: Tongue): FileProblem => ({
  row,
  code: what.code,
  message: fillMessage(what[tongue], params),
});

interface Read extends Incoming {
  readonly row: number;
}

async function understood(
  ctx: Context,
  features: Awaited<ReturnType<typeof readAreasFile>>['features'],
  { kind }: AreaImport,
  mayWrite: (unitPath: string) => boolean,
  tongue: Tongue,
): Promise<{ incoming: Read[]; problems: FileProblem[] }> {
  const units = await unitsUnder(ctx.db, '/');
  const paths = new Map(
    units.flatMap(
      (one) =>
        [
          [one.code, one.path],
          [one.path, one.path],
        ] as const,
    ),
  );
  const place = await placer(ctx.db);
  const incoming = new Map<string, Read>();
  const problems: FileProblem[] = [];
  for (const feature of features) {
    const { facts, defects } = areaFacts(kind, feature);
    const { code } = facts;
    const wrong = (what: ErrorDefinition, params: ErrorParams) =>
      problems.push(problemOf(feature.row, what, params, tongue));
    if (!CODE.test(code)) {
      wrong(E.rowCode, { code: code.slice(0, 60) });
      continue;
    }
    if (incoming.has(code)) wrong(E.rowCodeTwice, { code });
    for (const defect of defects) wrong(E.rowField, { code, ...defect });
    if (!feature.geometry) {
      wrong(E.rowGeometry, { code });
      continue;
    }
    const unitPath = facts.unit === '' ? place(feature.geometry).unitPath : (paths.get(facts.unit) ?? null);
    if (unitPath === null) {
      wrong(E.rowField, { code, field: 'unit', value: facts.unit.slice(0, 60) });
      continue;
    }
    if (!mayWrite(unitPath)) wrong(E.rowUnit, { code, unit: unitPath });
    const { unit: _, ...kept } = facts;
    incoming.set(code, {
      ...kept,
      row: feature.row,
      unitPath,
      areaM2: area(feature.geometry),
      geometry: feature.geometry,
    });
  }
  return { incoming: [...incoming.values()], problems };
}

export interface Plan {
  readonly added: readonly Incoming[];
  readonly changed: ReadonlyArray<{ readonly present: AreaRow; readonly next: Incoming }>;
  readonly unchanged: number;
  /** In force, and not in the file. */
  readonly missing: readonly AreaRow[];
  readonly ended: readonly AreaRow[];
  readonly early: ReadonlyArray<{ readonly row: number; readonly code: string; readonly day: string }>;
  /** Versions that given up areas had, for those that come back. */
  readonly past: ReadonlyMap<string, AreaRow>;
}

const sameFacts = (a: Incoming, b: AreaRow): boolean =>
  (['name', 'type', 'zone', 'function', 'authority', 'unitPath', 'surveyM2'] as const).every(
    (key) => a[key] === b[key],
  );
const sameShape = (a: Areal, b: Areal): boolean => wkbToHex(writeWkb(a)) === wkbToHex(writeWkb(b));

/** What a file changes of the last versions (pure). */
export function planOf(
  last: readonly AreaRow[],
  incoming: readonly (Incoming & { readonly row?: number })[],
  { validFrom, whole = false }: Pick<AreaImport, 'validFrom' | 'whole'>,
  mayWrite: (unitPath: string) => boolean,
): Plan {
  const past = new Map(last.map((one) => [one.code, one]));
  const present = last.filter((one) => one.validTo === null);
  const inForce = new Map(present.map((one) => [one.code, one]));
  const codes = new Set(incoming.map((one) => one.code));
  const changed: { present: AreaRow; next: Incoming }[] = [];
  const early: { row: number; code: string; day: string }[] = [];
  let unchanged = 0;
  const added: Incoming[] = [];
  for (const next of incoming) {
    const now = inForce.get(next.code);
    const before = past.get(next.code);
    if (now && sameShape(next.geometry, now.geometry) && sameFacts(next, now)) unchanged++;
    else if (now && validFrom <= now.validFrom)
      early.push({ row: next.row ?? 0, code: next.code, day: now.validFrom });
    else if (!now && before?.validTo && validFrom < before.validTo)
      early.push({ row: next.row ?? 0, code: next.code, day: before.validTo });
    else if (now) changed.push({ present: now, next });
    else added.push(next);
  }
  const missing = present.filter((one) => !codes.has(one.code) && mayWrite(one.unitPath));
  const ended = whole ? missing.filter((one) => validFrom > one.validFrom) : [];
  for (const one of whole ? missing : [])
    if (validFrom <= one.validFrom) early.push({ row: 0, code: one.code, day: one.validFrom });
  return { added, changed, unchanged, missing, ended, early, past };
}

async function differenceM2(a: Areal, b: Areal): Promise<number> {
  const rest = polygonalPart(await geos().difference(a, b));
  return rest ? area(rest) : 0;
}

export async function applyPlan(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  input: AreaImport,
  plan: Plan,
): Promise<void> {
  const at = new Date(ctx.clock.now());
  const { kind, validFrom, approval, reason, simulated = false } = input;
  const told = { kind, validFrom, approval: approval.trim(), reason: reason.trim(), by: actor.name, at };
  const put = (next: Incoming, version: number) =>
    insertArea(tx, { ...next, kind, version, validFrom, validTo: null, simulated }, at);
  for (const next of plan.added) {
    const before = plan.past.get(next.code)?.version ?? null;
    const version = (before ?? 0) + 1;
    await put(next, version);
    const amounts = { deltaM2: next.areaM2, gainedM2: next.areaM2, lostM2: 0 };
    const { code, unitPath } = next;
    await insertAdjustment(tx, {
      ...told,
      ...amounts,
      code,
      unitPath,
      fromVersion: null,
      toVersion: version,
    });
  }
  for (const { present, next } of plan.changed) {
    const [gainedM2, lostM2] = [
      await differenceM2(next.geometry, present.geometry),
      await differenceM2(present.geometry, next.geometry),
    ];
    await endArea(tx, kind, next.code, validFrom);
    await put(next, present.version + 1);
    const { code, unitPath } = next;
    await insertAdjustment(tx, {
      ...told,
      code,
      unitPath,
      fromVersion: present.version,
      toVersion: present.version + 1,
      deltaM2: next.areaM2 - present.areaM2,
      gainedM2,
      lostM2,
    });
  }
  for (const one of plan.ended) {
    await endArea(tx, kind, one.code, validFrom);
    const amounts = { deltaM2: -one.areaM2, gainedM2: 0, lostM2: one.areaM2 };
    const { code, unitPath, version } = one;
    await insertAdjustment(tx, {
      ...told,
      ...amounts,
      code,
      unitPath,
      fromVersion: version,
      toVersion: null,
    });
  }
  const codes = [
    ...plan.added.map((one) => one.code),
    ...plan.changed.map((one) => one.next.code),
    ...plan.ended.map((one) => one.code),
  ];
  await ctx.audit.record(tx, {
    actor,
    action: 'redline.areas.imported',
    subject: kind,
    detail: {
      approval,
      validFrom,
      added: plan.added.length,
      changed: plan.changed.length,
      ended: plan.ended.length,
    },
  });
  if (codes.length === 0) return;
  await ctx.outbox.publish(tx, boundaryChanged, {
    kind,
    codes: codes.slice(0, 5_000),
    validFrom,
    approval,
    at: beijingIso(at.getTime()),
  });
  await ctx.jobs.enqueue(REEVALUATE_JOB, { kind, codes, validFrom }, { tx });
}

async function overlapsAmong(areas: readonly Incoming[]): Promise<ImportReport['overlaps']> {
  const index = new SpatialIndex(areas, (one) => boxOf(one.geometry));
  const order = new Map(areas.map((one, at) => [one, at]));
  const overlaps: { a: string; b: string; areaM2: number }[] = [];
  for (const [at, a] of areas.entries())
    for (const b of index.search(boxOf(a.geometry))) {
      if (order.get(b)! <= at || !boxesMeet(boxOf(a.geometry), boxOf(b.geometry))) continue;
      const shared = polygonalPart(await geos().intersection(a.geometry, b.geometry));
      const areaM2 = shared ? area(shared) : 0;
      if (areaM2 >= SLIVER_M2 * 100) overlaps.push({ a: a.code, b: b.code, areaM2 });
    }
  return overlaps.toSorted((a, b) => b.areaM2 - a.areaM2).slice(0, 200);
}
