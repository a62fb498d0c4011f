import { TarimError } from '@tarim/kernel';
import type { Actor, Context, FieldAct, FieldItem, FieldWork } from '@tarim/platform';
import { type Evidence, FIELD_CLASSES, type Verification } from '../contract.ts';
import { redlineErrors as E } from './errors.ts';
import { keepFile } from './sql/files.ts';
import { fieldPatches, hasFieldAct, type Patch, patchesById, requirementsOf } from './sql/patches.ts';
import { verify } from './use-cases/acts.ts';
import { take as takeAct } from './use-cases/take.ts';
import { both, type Key, wordsIn } from './words.ts';

const MOST_TEXT = 2_000;
const MOST_REASON = 500;
/** Nothing by people is there. */
const NOTHING = 'none';

/** 图斑实地核查: received, gone to, seen and told in one visit: class, true outline, way, photographs with position and bearing. */
export const redlineFieldWork: FieldWork = {
  kind: 'redline.patch',
  titles: both('field.kind'),
  action: 'redline.handle',
  forms: [
    { name: 'receive', titles: both('act.receive'), inputs: [], evidence: { min: 0, max: 0 } },
    {
      name: 'visit',
      titles: both('field.visit'),
      inputs: [
        {
          name: 'class',
          titles: both('field.class'),
          type: 'choice',
          required: true,
          options: [
            ...FIELD_CLASSES.map((value) => ({ value, titles: both(`class.${value}`) })),
            { value: NOTHING, titles: both('field.nothing') },
          ],
        },
        { name: 'note', titles: both('field.note'), type: 'text', required: true, maxLength: MOST_TEXT },
        { name: 'outline', titles: both('field.outline'), type: 'outline', required: false },
        { name: 'route', titles: both('field.route'), type: 'route', required: false },
      ],
      evidence: { min: 1, max: 20 },
    },
    {
      name: 'give-back',
      titles: both('act.give-back'),
      inputs: [
        { name: 'text', titles: both('act.reason'), type: 'text', required: true, maxLength: MOST_REASON },
      ],
      evidence: { min: 0, max: 0 },
    },
  ],
  items,
  taken: (ctx, subject, actId) => hasFieldAct(ctx.db, idOf(subject), actId),
  take,
};

async function items(ctx: Context, actor: Actor, limit: number): Promise<FieldItem[]> {
  const { unitPaths } = ctx.policy.scope(actor, 'redline.handle');
  const patches = await fieldPatches(ctx.db, unitPaths, new Date(ctx.clock.now()), limit);
  const asked = await requirementsOf(
    ctx.db,
    patches.map((one) => one.id),
  );
  return patches.map((one) => itemOf(one, asked.get(one.id) ?? ''));
}

const hectares = (m2: number) => `${(m2 / 1e4).toFixed(2)} ha`;

function itemOf(patch: Patch, requirement: string): FieldItem {
  const { overlaps } = patch;
  const names = (all: readonly { readonly name: string }[]) => all.map((one) => one.name).join('; ');
  const known = (FIELD_CLASSES as readonly string[]).includes(patch.class ?? '');
  const guess = known ? wordsIn('zh-CN')(`class.${patch.class}` as Key) : (patch.class ?? '');
  const facts = [
    { titles: both('field.requirement'), value: requirement },
    { titles: both('patch.class'), value: guess },
    { titles: both('patch.area'), value: hectares(patch.areaM2) },
    { titles: both('patch.inRedline'), value: hectares(patch.redlineM2) },
    { titles: both('field.areas'), value: names(overlaps.areas) },
    {
      titles: both('overlap.approvals'),
      value: overlaps.approvals.map((one) => `${one.number} ${one.project}`).join('; '),
    },
    { titles: both('overlap.activities'), value: names(overlaps.activities) },
    { titles: both('patch.images'), value: [patch.beforeOn, patch.afterOn].filter(Boolean).join(' → ') },
  ];
  return {
    subject: String(patch.id),
    revision: patch.updatedAt,
    title: `${patch.code} ${guess}`.trim(),
    summary: requirement.slice(0, 80),
    state: both(`state.${patch.state}`),
    deadline: patch.dueAt,
    place: [patch.lon, patch.lat],
    geometry: patch.geometry,
    facts: facts.filter((one) => one.value !== ''),
    acts: patch.state === 'dispatched' ? ['receive', 'visit', 'give-back'] : ['visit', 'give-back'],
    simulated: patch.simulated,
  };
}

/** A visit goes through the states that a desk goes through one by one; broken off, it goes on where it stands. */
async function take(ctx: Context, actor: Actor, form: string, act: FieldAct): Promise<void> {
  const id = idOf(act.subject);
  const [patch] = await patchesById(ctx.db, [id], new Date(ctx.clock.now()));
  if (!patch) throw new TarimError(E.patchUnknown, { id });
  const field = { act: act.id, at: new Date(act.at).toISOString() };
  if (form === 'receive') {
    await takeAct(ctx, actor, id, 'receive', { detail: { field } });
    return;
  }
  if (form === 'give-back') {
    await takeAct(ctx, actor, id, 'give-back', { text: String(act.values.text ?? ''), detail: { field } });
    return;
  }
  // What a visit must show is asked for before anything is done: a refused visit leaves the patch as it was.
  const seen = visitOf(act);
  if (patch.state === 'dispatched') await takeAct(ctx, actor, id, 'receive', {});
  const at = new Date(ctx.clock.now());
  for (const one of act.evidence) await keepFile(ctx.db, one.sha256, actor.userId, one.name, at);
  const input = await verify(ctx, seen);
  await takeAct(ctx, actor, id, 'verify', {
    ...input,
    detail: { ...input.detail, field: { ...field, route: act.values.route ?? null } },
  });
}

/** @throws TarimError REDLINE_EVIDENCE_MISSING when neither a photograph nor the way says where it was looked at */
function visitOf(act: FieldAct): Verification {
  const {
    class: found,
    note,
    outline,
    route,
  } = act.values as {
    class: string;
    note: string;
    outline?: unknown;
    route?: readonly (readonly [number, number, number])[] | null;
  };
  const photographed = act.evidence.flatMap(({ place, accuracy, takenAt }) =>
    place ? [{ lon: place[0], lat: place[1], accuracyM: accuracy, at: new Date(takenAt).toISOString() }] : [],
  );
  const last = route?.at(-1);
  const positions =
    photographed.length > 0 || !last
      ? photographed
      : [{ lon: last[0], lat: last[1], at: new Date(last[2]).toISOString() }];
  if (positions.length === 0) throw new TarimError(E.evidenceMissing, { what: 'position' });
  const evidence = act.evidence.map(
    ({ sha256, name, takenAt, place, bearing }): Evidence => ({
      sha256,
      name,
      takenAt: new Date(takenAt).toISOString(),
      ...(place ? { lon: place[0], lat: place[1] } : {}),
      ...(bearing === null ? {} : { bearing: bearing % 360 }),
    }),
  );
  return {
    class: found === NOTHING ? null : found,
    note,
    visitedAt: new Date(act.at).toISOString(),
    positions,
    ...(outline ? { outline } : {}),
    evidence,
  };
}

/** @throws TarimError REDLINE_PATCH_UNKNOWN */
function idOf(subject: string): number {
  if (!/^[1-9]\d{0,8}$/.test(subject)) throw new TarimError(E.patchUnknown, { id: subject.slice(0, 20) });
  return Number(subject);
}
