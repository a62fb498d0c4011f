import { createHash } from 'node:crypto';
import { wkbToHex, writeWkb } from '@tarim/geo';
import { beijingDate, TarimError } from '@tarim/kernel';
import type { Actor, Context, DbOrTx } from '@tarim/platform';
import type { RuleInput, RuleRow, Version } from '../../contract.ts';
import { nextStep, type Step } from '../domain/judge.ts';
import { zoningErrors } from '../errors.ts';
import { insertRule, readRules, removeRule } from '../sql/rules.ts';
import { readUnits, removeUnit } from '../sql/units.ts';
import {
  addStep,
  beginVersion,
  endVersion,
  inForce,
  insertVersion,
  lockVersion,
  readVersions,
} from '../sql/versions.ts';

export async function versionOf(db: DbOrTx, id: number): Promise<Version> {
  const [version] = await readVersions(db, id);
  if (!version) throw new TarimError(zoningErrors.versionUnknown, { id });
  return version;
}

/** Drafts from what is in force: units and rules are copied, so that an edit never reaches back. */
export async function createVersion(
  ctx: Context,
  actor: Actor,
  input: { name: string; simulated: boolean },
): Promise<Version> {
  return ctx.db.transaction().execute(async (tx) => {
    const base = await inForce(tx);
    const id = await insertVersion(tx, input.name.trim(), base?.id ?? null, input.simulated);
    await addStep(tx, id, 'draft', null, actor.name, ctx.clock.now());
    await ctx.audit.record(tx, { actor, action: 'zoning.version.drafted', subject: String(id) });
    return versionOf(tx, id);
  });
}

/** One step of the update; the last one publishes and ends the plan that was in force. */
export async function advanceVersion(
  ctx: Context,
  actor: Actor,
  id: number,
  input: { to: Step; document?: string; validFrom?: string },
): Promise<Version> {
  return ctx.db.transaction().execute(async (tx) => {
    const from = await lockVersion(tx, id);
    if (!from) throw new TarimError(zoningErrors.versionUnknown, { id });
    if (nextStep(from) !== input.to) throw new TarimError(zoningErrors.stepOrder, { from, to: input.to });
    const now = ctx.clock.now();
    if ((await versionOf(tx, id)).units === 0) throw new TarimError(zoningErrors.empty);
    if (input.to === 'published') {
      const begins = input.validFrom ?? beijingDate(now);
      const present = await inForce(tx);
      if (present && begins <= present.validFrom)
        throw new TarimError(zoningErrors.dayOrder, { day: present.validFrom });
      if (present) {
        await endVersion(tx, present.id, begins);
        await addStep(tx, present.id, 'superseded', input.document ?? null, actor.name, now);
      }
      await beginVersion(tx, id, begins, await hashOf(tx, id));
    }
    await addStep(tx, id, input.to, input.document?.trim() ?? null, actor.name, now);
    await ctx.audit.record(tx, {
      actor,
      action: 'zoning.version.advanced',
      subject: String(id),
      detail: { from, to: input.to, document: input.document ?? null },
    });
    return versionOf(tx, id);
  });
}

/** Of units by code and rules by number: two plans with the same content have the same fingerprint. */
async function hashOf(db: DbOrTx, id: number): Promise<string> {
  const hash = createHash('sha256');
  for (const { geometry, ...unit } of await readUnits(db, id))
    hash.update(JSON.stringify([unit.code, unit.name, unit.area, wkbToHex(writeWkb(geometry))]));
  for (const { id: _, ...rule } of await readRules(db, id)) hash.update(JSON.stringify(rule));
  return hash.digest('hex');
}

/** Does `edit` while the draft is held still, and writes who did it. */
export async function editDraft<T>(
  ctx: Context,
  actor: Actor,
  id: number,
  action: string,
  edit: (tx: DbOrTx) => Promise<T>,
): Promise<T> {
  return ctx.db.transaction().execute(async (tx) => {
    const step = await lockVersion(tx, id);
    if (!step) throw new TarimError(zoningErrors.versionUnknown, { id });
    if (step !== 'draft') throw new TarimError(zoningErrors.notDraft);
    const done = await edit(tx);
    await ctx.audit.record(tx, { actor, action, subject: String(id) });
    return done;
  });
}

export async function addRule(ctx: Context, actor: Actor, id: number, rule: RuleInput): Promise<RuleRow> {
  return editDraft(ctx, actor, id, 'zoning.rule.added', async (tx) => {
    const units = await readUnits(tx, id);
    const known = {
      region: rule.target === null,
      area: units.some((one) => one.area !== null && one.area === rule.target),
      unit: units.some((one) => one.code === rule.target),
    };
    if (!known[rule.level]) throw new TarimError(zoningErrors.ruleTarget);
    if (rule.effect === 'limit' && (rule.parameter === null || rule.max === null))
      throw new TarimError(zoningErrors.ruleLimit);
    return insertRule(tx, id, rule);
  });
}

export async function retireRule(ctx: Context, actor: Actor, id: number, rule: number): Promise<void> {
  await editDraft(ctx, actor, id, 'zoning.rule.retired', async (tx) => {
    if (!(await removeRule(tx, id, rule))) throw new TarimError(zoningErrors.ruleUnknown, { id: rule });
  });
}

export async function retireUnit(ctx: Context, actor: Actor, id: number, code: string): Promise<void> {
  await editDraft(ctx, actor, id, 'zoning.unit.retired', async (tx) => {
    if (!(await removeUnit(tx, id, code))) throw new TarimError(zoningErrors.unitUnknown, { code });
  });
}

/** What a version changes against the one it was drafted from. */
export async function differencesOf(ctx: Context, id: number) {
  const version = await versionOf(ctx.db, id);
  const [after, before] = [
    await readUnits(ctx.db, id),
    version.basedOn === null ? [] : await readUnits(ctx.db, version.basedOn),
  ];
  const old = new Map(before.map((one) => [one.code, one]));
  const now = new Set(after.map((one) => one.code));
  const shape = (unit: (typeof after)[number]) => wkbToHex(writeWkb(unit.geometry));
  const words = (unit: (typeof after)[number]) =>
    JSON.stringify([unit.name, unit.county, unit.area, Object.entries(unit.attributes).toSorted()]);
  const units = [
    ...after.flatMap((unit) => {
      const was = old.get(unit.code);
      const change = !was
        ? ('added' as const)
        : shape(was) !== shape(unit)
          ? ('boundary' as const)
          : words(was) !== words(unit)
            ? ('attributes' as const)
            : null;
      return change
        ? [
            {
              code: unit.code,
              name: unit.name,
              change,
              beforeKm2: was?.areaKm2 ?? null,
              afterKm2: unit.areaKm2,
            },
          ]
        : [];
    }),
    ...before.flatMap((unit) =>
      now.has(unit.code)
        ? []
        : [
            {
              code: unit.code,
              name: unit.name,
              change: 'removed' as const,
              beforeKm2: unit.areaKm2,
              afterKm2: null,
            },
          ],
    ),
  ];
  const [rules, oldRules] = [
    await readRules(ctx.db, id),
    version.basedOn === null ? [] : await readRules(ctx.db, version.basedOn),
  ];
  // Copies have numbers of their own, so rules are told apart by what they say.
  const said = ({ id: _, ...rule }: RuleRow) => JSON.stringify(rule);
  const [saysNow, saidThen] = [new Set(rules.map(said)), new Set(oldRules.map(said))];
  return {
    units,
    rulesAdded: rules.filter((one) => !saidThen.has(said(one))),
    rulesRemoved: oldRules.filter((one) => !saysNow.has(said(one))),
  };
}
