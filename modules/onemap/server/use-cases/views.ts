import { randomBytes } from 'node:crypto';
import { parseGeometry } from '@tarim/geo';
import { scenesSeen } from '@tarim/imagery/queries';
import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, Reader } from '@tarim/platform';
import { sceneLayerId, sceneOfLayer, type View, type ViewInput, type ViewState } from '../../contract.ts';
import { onemapErrors } from '../errors.ts';
import * as rows from '../sql/views.ts';
import { shownSets } from './layers.ts';

const MOST_DRAWN = 500;
const MOST_POSITIONS = 20_000;
const WORDS = 200;

export async function listViews(ctx: Context, actor: Actor): Promise<View[]> {
  const found = await rows.viewsFor(ctx.db, actor.userId);
  const seen = await seenBy(ctx, { actor, key: null }, found);
  return found.map((row) => present(row, actor, seen));
}

/** A view as whoever holds its link may see it: layers that are not for the reader are left out of it. */
export async function openLink(ctx: Context, reader: Reader, token: string) {
  const row = await rows.viewByToken(ctx.db, token);
  if (!row) throw new TarimError(onemapErrors.viewUnknown);
  return {
    name: row.name,
    owner: row.owner_name,
    state: within(row.state, await seenBy(ctx, reader, [row])),
  };
}

export async function saveView(ctx: Context, actor: Actor, input: ViewInput): Promise<View> {
  const now = new Date(ctx.clock.now());
  const state = { ...input.state, drawing: drawn(input.state.drawing) };
  const row = await ctx.db.transaction().execute(async (tx) => {
    const made = await rows.insertView(tx, {
      owner_id: actor.userId,
      owner_name: actor.name,
      name: input.name,
      shared: input.shared,
      token: input.link ? newToken() : null,
      state,
      updated_at: now,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'onemap.view.saved',
      subject: String(made.id),
      detail: told(input),
    });
    return made;
  });
  return present(row, actor, await seenBy(ctx, { actor, key: null }, [row]));
}

/** @throws TarimError ONEMAP_VIEW_UNKNOWN also for the views of others */
export async function updateView(ctx: Context, actor: Actor, id: number, input: ViewInput): Promise<View> {
  const state = { ...input.state, drawing: drawn(input.state.drawing) };
  const row = await ctx.db.transaction().execute(async (tx) => {
    const before = await rows.ownView(tx, id, actor.userId);
    if (!before) throw new TarimError(onemapErrors.viewUnknown);
    const changed = await rows.changeView(tx, id, {
      ...before,
      name: input.name,
      shared: input.shared,
      token: input.link ? (before.token ?? newToken()) : null,
      state,
      updated_at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'onemap.view.changed',
      subject: String(id),
      detail: told(input),
    });
    return changed;
  });
  return present(row, actor, await seenBy(ctx, { actor, key: null }, [row]));
}

export async function removeView(ctx: Context, actor: Actor, id: number): Promise<undefined> {
  await ctx.db.transaction().execute(async (tx) => {
    const before = await rows.ownView(tx, id, actor.userId);
    if (!before) throw new TarimError(onemapErrors.viewUnknown);
    await rows.deleteView(tx, id);
    await ctx.audit.record(tx, {
      actor,
      action: 'onemap.view.removed',
      subject: String(id),
      detail: { name: before.name },
    });
  });
  return undefined;
}

/** 128 bits: nobody guesses a link. */
const newToken = (): string => randomBytes(16).toString('base64url');
const told = ({ name, shared, link }: ViewInput) => ({ name, shared, link });

/** Ids of layers that the reader sees: all data sets, and of the scenes those that the views show. */
async function seenBy(
  ctx: Context,
  reader: Reader,
  views: readonly Pick<rows.ViewRow, 'state'>[],
): Promise<ReadonlySet<string>> {
  const shown = views.flatMap(({ state }) => [...state.layers.map((one) => one.id), ...state.others]);
  const asked = [...new Set(shown.flatMap((id) => sceneOfLayer(id) ?? []))];
  const scenes = await scenesSeen(ctx, reader.actor, asked);
  return new Set([...shownSets(ctx, reader).map(({ set }) => set.id), ...[...scenes].map(sceneLayerId)]);
}

function within(state: ViewState, seen: ReadonlySet<string>): ViewState {
  return {
    ...state,
    layers: state.layers.filter((one) => seen.has(one.id)),
    others: state.others.filter((id) => seen.has(id)),
  };
}

function present(row: rows.ViewRow, actor: Actor, seen: ReadonlySet<string>): View {
  const mine = row.owner_id === actor.userId;
  return {
    id: row.id,
    name: row.name,
    owner: row.owner_name,
    mine,
    shared: row.shared,
    token: mine ? row.token : null,
    updatedAt: beijingIso(row.updated_at.getTime()),
    state: within(row.state, seen),
  };
}

/** What was drawn, with nothing else in it. @throws TarimError ONEMAP_DRAWING_UNREADABLE */
function drawn(drawing: unknown): unknown {
  if (drawing === undefined) return undefined;
  const refuse = (path: string, reason: string): never => {
    throw new TarimError(onemapErrors.drawingUnreadable, { path, reason });
  };
  const list = (drawing as { features?: unknown } | null)?.features;
  if (!Array.isArray(list)) return refuse('/features', 'expected a list');
  if (list.length > MOST_DRAWN) return refuse('/features', `more than ${MOST_DRAWN} features`);
  const features = list.map((feature: unknown, index) => {
    const { value, problems } = parseGeometry(feature, MOST_POSITIONS);
    if (!value) {
      const { path = '', message = '' } = problems[0] ?? {};
      return refuse(`/features/${index}${path}`, message);
    }
    const label = (feature as { properties?: { label?: unknown } }).properties?.label;
    return {
      type: 'Feature',
      geometry: value,
      properties: typeof label === 'string' ? { label: label.slice(0, WORDS) } : {},
    };
  });
  return { type: 'FeatureCollection', features };
}
