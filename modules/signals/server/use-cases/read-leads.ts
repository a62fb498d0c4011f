import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, DbOrTx, Language, Static } from '@tarim/platform';
import { factorName } from '@tarim/standards';
import type {
  Change,
  getLead as getRoute,
  LeadDetail,
  LeadRow,
  listLeads as listRoute,
} from '../../contract.ts';
import type { FeedChange } from '../domain/feed.ts';
import { signalErrors as E } from '../errors.ts';
import { feedbackOf } from '../sql/feedback.ts';
import { type Lead, leadById, leadCounts, leadRows, strengthsOf } from '../sql/leads.ts';
import { presentSettings } from '../sql/settings.ts';

const DEFAULT_LIMIT = 100;
export const iso = (at: Date): string => beijingIso(at.getTime());

export function presentLeadRow(lead: Lead, language: Language): LeadRow {
  return {
    id: lead.id,
    detector: lead.detector,
    subject: lead.subject,
    subjectName: lead.subjectName,
    pointId: lead.pointId,
    otherId: lead.otherId,
    enterpriseId: lead.enterpriseId,
    enterpriseName: lead.enterpriseName,
    code: lead.code || null,
    codeName: lead.code ? factorName(lead.code, language) : null,
    unitPath: lead.unitPath,
    window: lead.windowFrom && lead.windowTo ? { from: iso(lead.windowFrom), to: iso(lead.windowTo) } : null,
    strength: lead.strength,
    baseRate: lead.baseRate,
    state: lead.state,
    firstSeen: iso(lead.firstSeen),
    lastSeen: iso(lead.lastSeen),
    simulated: lead.simulated,
  };
}

export async function listLeads(
  ctx: Context,
  query: Static<NonNullable<typeof listRoute.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof listRoute.response>>> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const [rows, counts] = await Promise.all([
    leadRows(ctx.db, { ...query, limit: limit + 1 }),
    leadCounts(ctx.db, query.unit),
  ]);
  const page = rows.slice(0, limit);
  return {
    leads: page.map((lead) => presentLeadRow(lead, language)),
    next: rows.length > limit ? page.at(-1)!.id : null,
    counts,
  };
}

/** @throws TarimError SIGNALS_LEAD_UNKNOWN */
export async function knownLead(db: DbOrTx, id: number): Promise<Lead> {
  const lead = await leadById(db, id);
  if (!lead) throw new TarimError(E.leadUnknown, { id });
  return lead;
}

export const changesOf = (lead: Lead): readonly FeedChange[] =>
  (lead.evidence.changes as readonly FeedChange[] | undefined) ?? [];
const presentChange = ({ time, ...one }: FeedChange): Change => ({ ...one, time: beijingIso(time) });

/** @throws TarimError SIGNALS_LEAD_UNKNOWN */
export async function getLead(
  ctx: Context,
  actor: Actor,
  id: number,
  language: Language,
): Promise<Static<NonNullable<typeof getRoute.response>>> {
  const { db } = ctx;
  const lead = await knownLead(db, id);
  const [strengths, feedback, settings] = await Promise.all([
    strengthsOf(db, id),
    feedbackOf(db, id),
    presentSettings(db),
  ]);
  const detail: LeadDetail = {
    ...presentLeadRow(lead, language),
    inputs: { ...lead.inputs },
    figures: { ...lead.figures },
    innocent: [...lead.innocent],
    steps: lead.steps.map((step) => ({ ...step })),
    changes: changesOf(lead).map(presentChange),
    detectorVersion: lead.detectorVersion,
    setting: { version: lead.settingVersion, threshold: settings.get(lead.detector)?.threshold ?? 0 },
    history: strengths.map((one) => ({ at: iso(one.at), strength: one.strength })),
    feedback: feedback.map(({ at, evidence, ruledOut, ...one }) => ({
      ...one,
      at: iso(at),
      evidence: [...evidence],
      ruledOut: [...ruledOut],
    })),
    mayJudge: ctx.policy.can(actor, 'signals.judge', { unitPath: lead.unitPath }),
  };
  return detail;
}
