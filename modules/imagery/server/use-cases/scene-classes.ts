import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import {
  type ClassEntry,
  type LegendClass,
  LIVE_IMAGERY,
  type SceneClasses,
  sceneClassed,
} from '../../contract.ts';
import { readClasses } from '../class-text/read.ts';
import { checkedEntries, drawnClasses, legendOfClasses, problemsOf } from '../domain/class-table.ts';
import { failureIn, keptFailure, type Tongue } from '../domain/failure.ts';
import { preparedTable } from '../domain/prepared-tables.ts';
import { imageryErrors as E } from '../errors.ts';
import { classVersions, insertClasses } from '../sql/classes.ts';
import { type SceneRow, sceneRow } from '../sql/scenes.ts';
import { INGEST, requireScene } from './ingest-scene.ts';

/** What a text names, without keeping it. @throws TarimError of `readClasses` */
export const readText = ({ name, text }: { name: string; text: string }): { entries: ClassEntry[] } => ({
  entries: readClasses(name, Buffer.from(text)),
});

/** The legend of a thematic raster; null of other scenes, and where classes were not counted. */
export function sceneLegend({
  facts,
  classTable,
}: Pick<SceneRow, 'facts' | 'classTable'>): LegendClass[] | null {
  if (!facts?.classes) return null;
  return legendOfClasses(facts.classes, classTable?.entries ?? null, facts.palette ?? null);
}

export function sceneClasses(row: SceneRow, tongue: Tongue): SceneClasses | null {
  const classes = sceneLegend(row);
  if (!classes) return null;
  const { classTable: table } = row;
  return {
    classes,
    area: classes.reduce((sum, { area }) => sum + area, 0),
    table: table && {
      version: table.version,
      origin: table.origin,
      byName: table.byName,
      at: beijingIso(Date.parse(table.at)),
    },
    left: row.facts?.classesLeft ?? 0,
    problems: problemsOf(classes).map((one) => failureIn(tongue, keptFailure(one))!),
  };
}

/** What a scene says of its classes to others: those that have cells. */
export const publishedClasses = (row: Pick<SceneRow, 'facts' | 'classTable'>): LegendClass[] | null => {
  const legend = sceneLegend(row);
  return legend && drawnClasses(legend);
};

/** @throws TarimError IMAGERY_SCENE_UNKNOWN */
export async function listVersions(ctx: Context, id: number) {
  requireScene(await sceneRow(ctx.db, id), id);
  const versions = await classVersions(ctx.db, id);
  return {
    versions: versions.map((one) => ({
      ...one,
      entries: [...one.entries],
      at: beijingIso(Date.parse(one.at)),
    })),
  };
}

/**
 * A new version of a scene's table. Nothing else changes: the raster is what it was, areas are those that were counted.
 * @throws TarimError IMAGERY_SCENE_UNKNOWN, IMAGERY_NOT_THEMATIC, IMAGERY_NOT_READY, IMAGERY_CLASSES_CHANGED, IMAGERY_CLASS_TABLE_UNKNOWN,
 *   those of `checkedEntries`, FORBIDDEN
 */
export async function saveClasses(
  ctx: Context,
  actor: Actor,
  id: number,
  asked: { readonly version: number; readonly entries: readonly ClassEntry[]; readonly prepared?: string },
): Promise<{ version: number }> {
  const row = requireScene(await sceneRow(ctx.db, id), id);
  ctx.policy.require(actor, INGEST, { unitPath: row.ownerPath });
  if (row.sensor !== 'thematic') throw new TarimError(E.notThematic, { id });
  if (row.state !== 'ready') throw new TarimError(E.notReady, { id, state: row.state });
  const entries = checkedEntries(asked.entries);
  const prepared = asked.prepared === undefined ? null : preparedTable(asked.prepared);
  const version = asked.version + 1;
  const current = row.classTable?.version ?? 0;
  if (asked.version !== current) throw new TarimError(E.classesChanged, { version: current });
  const at = new Date(ctx.clock.now());
  await asActor(ctx, actor, INGEST, async (tx) => {
    const origin = prepared
      ? ({ kind: 'prepared', name: prepared.id } as const)
      : ({ kind: 'edited', name: null } as const);
    const kept = await insertClasses(tx, {
      sceneId: id,
      version,
      ownerPath: row.ownerPath,
      entries,
      origin,
      by: actor,
      at,
    });
    if (!kept) throw new TarimError(E.classesChanged, { version });
    const classes = legendOfClasses(row.facts?.classes ?? [], entries, row.facts?.palette ?? null);
    await ctx.outbox.publish(tx, sceneClassed, {
      id,
      version,
      classes: drawnClasses(classes),
      at: beijingIso(at.getTime()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'imagery.scene.classes',
      subject: `scene/${id}`,
      unitPath: row.ownerPath,
      detail: { version, classes: entries.length, origin: origin.kind },
    });
  });
  ctx.live.publish(LIVE_IMAGERY, { scene: id });
  return { version };
}
