import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { unitByPath } from '@tarim/region/queries';
import { EM_PRACTICE } from '@tarim/standards';
import type {
  addDutyRule,
  DutyRule,
  FacilityClass,
  FacilityKind,
  listDutyRules,
  Method,
} from '../../contract.ts';
import { MANAGE } from '../actions.ts';
import { emfErrors as E } from '../errors.ts';
import { dutyRules, insertRule } from '../sql/rules.ts';

/** 监测方法 as the data have them. */
export const methodsShown = (): Method[] =>
  EM_PRACTICE.data.methods.map(({ kinds, ...one }) => ({ ...one, kinds: kinds as FacilityKind[] }));

export async function listRules(ctx: Context): Promise<Static<NonNullable<typeof listDutyRules.response>>> {
  const { duties } = EM_PRACTICE.data;
  return {
    rules: await dutyRules(ctx.db),
    methods: methodsShown(),
    duties: {
      act: duties.act,
      articles: duties.articles,
      confidence: duties.confidence,
      selfMonitoring: duties.self_monitoring_classes as FacilityClass[],
      fenced: duties.fence_classes as FacilityClass[],
    },
  };
}

/** @throws TarimError EMF_UNIT_UNKNOWN, FORBIDDEN */
export async function addRule(
  ctx: Context,
  actor: Actor,
  body: Static<NonNullable<typeof addDutyRule.body>>,
): Promise<DutyRule> {
  const { unitPath } = body;
  ctx.policy.require(actor, MANAGE, { unitPath });
  if (!(await unitByPath(ctx.db, unitPath))) throw new TarimError(E.unitUnknown, { unit: unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const at = new Date(ctx.clock.now());
    const one = { ...body, source: body.source.trim(), by: actor.name };
    const id = await insertRule(tx, { ...one, at });
    const { facilityClass, kind, months, effectiveFrom } = body;
    await ctx.audit.record(tx, {
      actor,
      action: 'emf.rule.added',
      subject: `rule/${id}`,
      unitPath,
      detail: { facilityClass, kind, months, effectiveFrom },
    });
    return { ...one, id, at: beijingIso(at.getTime()) };
  });
}
