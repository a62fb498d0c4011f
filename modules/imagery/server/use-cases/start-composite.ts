import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { type CompositeParameters, LIVE_IMAGERY, type Sensor } from '../../contract.ts';
import type { Derived } from '../domain/derived.ts';
import { imageryErrors as E } from '../errors.ts';
import { insertScene } from '../sql/scenes.ts';
import { INGEST, ownerOf } from './ingest-scene.ts';
import { isMasked, type Planned, plannedComposite } from './plan-composite.ts';

export const COMPOSITE_JOB = 'imagery.composite';
/** Of the method as a whole: what is masked, how cells are chosen and stored. */
export const COMPOSER_VERSION = '1.0';
/** As in comparisons: edges of clouds are neither seen nor clear. */
const DILATE = 60;

export interface AskedComposite {
  readonly scenes: readonly number[];
  readonly parameters: CompositeParameters;
  readonly title: string;
  readonly public?: boolean | undefined;
  readonly ownerPath?: string | undefined;
}

/**
 * Queues a mosaic or composite. It is a scene from the beginning, so that lists show how far it is.
 * @throws TarimError IMAGERY_COMPOSITE_PUBLIC, IMAGERY_UNIT_UNKNOWN, FORBIDDEN, those of `plannedComposite`
 */
export async function startComposite(
  ctx: Context,
  actor: Actor,
  asked: AskedComposite,
): Promise<{ id: number }> {
  const ownerPath = await ownerOf(ctx, actor, INGEST, asked.ownerPath);
  const { parameters } = asked;
  const planned = await plannedComposite(ctx, asked.scenes, parameters);
  const rows = planned.scenes.map(({ row }) => row);
  const closed = rows.filter((row) => !row.public);
  if (asked.public && closed.length > 0)
    throw new TarimError(E.compositePublic, {
      titles: joined(
        closed.map(({ title }) => title),
        ' | ',
        300,
      ),
    });
  const [{ sensor }] = rows as [(typeof rows)[0]];
  const platforms = [...new Set(rows.map(({ platform }) => platform))];
  const id = await asActor(ctx, actor, INGEST, async (tx) => {
    const made = await insertScene(tx, {
      collection: collectionOf(
        rows.map(({ collection }) => collection),
        sensor,
      ),
      sensor,
      title: asked.title.trim(),
      takenAt: new Date(Math.round((planned.from + planned.to) / 2)).toISOString(),
      platform: platforms.length === 1 ? platforms[0]! : null,
      source: joined(
        rows.map(({ source }) => source),
        '; ',
        500,
      ),
      licence: joined(
        rows.map(({ licence }) => licence),
        '; ',
        200,
      ),
      simulated: rows.some((row) => row.simulated),
      public: asked.public ?? false,
      ownerPath,
      told: { baseline: null, epsg: null, noData: null, roles: null },
      originals: [],
      derived: derivedOf(planned, parameters),
      byUser: actor.userId,
      byName: actor.name,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'imagery.composite.asked',
      subject: `scene/${made}`,
      unitPath: ownerPath,
      detail: { ...parameters, scenes: rows.map((row) => row.id), title: asked.title },
    });
    await ctx.jobs.enqueue(COMPOSITE_JOB, { sceneId: made }, { tx, singletonKey: String(made) });
    return made;
  });
  ctx.live.publish(LIVE_IMAGERY, { scene: id });
  return { id };
}

const derivedOf = (
  { scenes, from, to }: Planned,
  { method, order, bbox, dilate, hideSnow }: CompositeParameters,
): Derived => ({
  version: COMPOSER_VERSION,
  method,
  order,
  bbox: bbox ?? null,
  dilate: dilate ?? DILATE,
  hideSnow: hideSnow ?? false,
  from: beijingIso(from),
  to: beijingIso(to),
  inputs: scenes.map(({ row }) => ({
    id: row.id,
    title: row.title,
    takenAt: beijingIso(row.takenAt.getTime()),
    masked: isMasked(row),
    sha256: row.cogSha256!,
  })),
  outcome: null,
});

const SUFFIX = '-composite';
const MOST_NAME = 61;

/** Apart from what it was made of: who takes a collection of scenes wants scenes of one date each. */
function collectionOf(names: readonly string[], sensor: Sensor): string {
  const own = [...new Set(names.map((name) => name.replace(/-composite$/, '')))];
  const stem = own.length === 1 ? own[0]! : sensor;
  return `${stem.slice(0, MOST_NAME - SUFFIX.length)}${SUFFIX}`;
}

/** Each once, as many as fit. */
function joined(texts: readonly string[], by: string, most: number): string {
  const all = [...new Set(texts.flatMap((text) => text.split(by)))].join(by);
  return all.length > most ? `${all.slice(0, most - 1)}…` : all;
}
