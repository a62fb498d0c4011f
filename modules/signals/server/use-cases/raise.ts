import { beijingIso } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import type { Signal } from '@tarim/science';
import { LIVE_SIGNALS, signalsRaised } from '../../contract.ts';
import type { DetectorSetting } from '../domain/detect.ts';
import { fateOf } from '../domain/lead.ts';
import { DETECTOR_VERSION } from '../factory.ts';
import { addStrength, insertLead, joinLead, type Lead, type NewLead, presentLead } from '../sql/leads.ts';
import { keepRuns } from '../sql/runs.ts';

/** Who or what is looked at. */
export interface Subject {
  readonly key: string;
  readonly name: string;
  readonly pointId: number | null;
  readonly otherId: number | null;
  readonly enterpriseId: number | null;
  readonly enterpriseName: string | null;
  readonly unitPath: string;
  readonly simulated: boolean;
}

export interface Found {
  readonly subject: Subject;
  readonly code: string;
  readonly signal: Signal;
  readonly evidence: Readonly<Record<string, unknown>>;
}

type Raised = { readonly lead: Pick<Lead, 'id'> & NewLead; readonly why: 'opened' | 'stronger' };

/**
 * Keeps the runs, and opens leads or joins those that stand; tells of new ones and of those that became much stronger, once. In one transaction.
 * @returns how many leads were opened
 */
export async function raise(
  ctx: Context,
  found: readonly Found[],
  settings: ReadonlyMap<string, DetectorSetting>,
  hash: string,
): Promise<number> {
  const at = new Date(ctx.clock.now());
  const raised = await ctx.db.transaction().execute(async (tx) => {
    await keepRuns(
      tx,
      found.map(({ subject, code, signal }) => ({
        detector: signal.code,
        subject: subject.key,
        code,
        pointId: subject.pointId,
        unitPath: subject.unitPath,
        at,
        ...windowOf(signal),
        strength: signal.strength,
        hash,
        inputs: signal.inputs,
        problems: signal.problems,
      })),
    );
    const told: Raised[] = [];
    for (const one of found) {
      const setting = settings.get(one.signal.code);
      const lead = setting ? await place(tx, one, setting, at) : null;
      if (lead) told.push(lead);
    }
    if (told.length > 0)
      await ctx.outbox.publish(tx, signalsRaised, {
        items: told.map(({ lead, why }) => ({
          id: lead.id,
          why,
          detector: lead.detector,
          strength: lead.strength,
          baseRate: lead.baseRate,
          pointId: lead.pointId,
          enterpriseId: lead.enterpriseId,
          unitPath: lead.unitPath,
          simulated: lead.simulated,
          at: beijingIso(at.getTime()),
        })),
      });
    return told;
  });
  if (raised.length > 0) ctx.live.publish(LIVE_SIGNALS, { ids: raised.map(({ lead }) => lead.id) });
  return raised.filter(({ why }) => why === 'opened').length;
}

const windowOf = ({ window }: Signal) => ({
  windowFrom: window ? new Date(window.from) : null,
  windowTo: window ? new Date(window.to) : null,
});

async function place(tx: Tx, one: Found, setting: DetectorSetting, at: Date): Promise<Raised | null> {
  const { signal, subject, code } = one;
  const { strength } = signal;
  if (strength === null) return null;
  const standing = await presentLead(tx, signal.code, subject.key, code);
  const fate = fateOf(
    standing && {
      state: standing.state,
      strength: standing.strength,
      told: standing.toldStrength,
      decidedAt: standing.decidedAt?.getTime() ?? null,
    },
    { strength, windowFrom: signal.window?.from ?? null },
    setting.threshold,
  );
  const window = windowOf(signal);
  const history = { at, strength, from: window.windowFrom, to: window.windowTo };
  if (fate === 'none') return null;
  if (fate === 'fade') {
    await addStrength(tx, standing!, history);
    return null;
  }
  const lead: NewLead = {
    detector: signal.code,
    subject: subject.key,
    code,
    subjectName: subject.name,
    pointId: subject.pointId,
    otherId: subject.otherId,
    enterpriseId: subject.enterpriseId,
    enterpriseName: subject.enterpriseName,
    unitPath: subject.unitPath,
    ...window,
    strength,
    toldStrength: fate === 'join' ? standing!.toldStrength : strength,
    baseRate: signal.baseRate,
    inputs: signal.inputs,
    figures: signal.figures,
    evidence: one.evidence,
    innocent: signal.innocent,
    steps: signal.steps,
    detectorVersion: DETECTOR_VERSION,
    settingVersion: setting.version,
    firstSeen: at,
    lastSeen: at,
    simulated: subject.simulated,
  };
  if (fate === 'open' || fate === 'renew') {
    const id = await insertLead(tx, lead);
    await addStrength(tx, { id, unitPath: lead.unitPath }, history);
    return { lead: { ...lead, id }, why: 'opened' };
  }
  await joinLead(tx, standing!.id, lead);
  await addStrength(tx, standing!, history);
  return fate === 'louder' ? { lead: { ...lead, id: standing!.id }, why: 'stronger' } : null;
}
