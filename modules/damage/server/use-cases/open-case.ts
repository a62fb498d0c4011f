import { caseFiled } from '@tarim/enforcement/contract';
import { type PenaltyCase, penaltyCase } from '@tarim/enforcement/queries';
import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Static, subscribe } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { enterprisesByIds } from '@tarim/registry/queries';
import { bodyOf } from '@tarim/supervision/queries';
import type { DamageDetail, openDamageCase, Party } from '../../contract.ts';
import { standingOf } from '../domain/file.ts';
import { damageErrors as E } from '../errors.ts';
import { type CaseRow, caseOfPenalty, insertCase, nextSerial } from '../sql/cases.ts';
import { wordsIn } from '../words.ts';
import { HANDLE } from './actions.ts';
import { getCase, requireCase } from './read-cases.ts';
import { tellPenalty } from './tell-penalty.ts';

type Asked = Static<NonNullable<typeof openDamageCase.body>>;
type Opened = Omit<CaseRow, 'id' | 'number' | 'state'>;

/** Every penalty case is screened (筛查): its record is there with its filing. */
export const openByPenalty = subscribe(caseFiled, 'damage.open-by-penalty', async ({ id }, tx, ctx) => {
  const penalty = await penaltyCase(tx, id);
  if (penalty && (await caseOfPenalty(tx, id)) === null)
    await open(ctx, tx, ofPenalty(penalty, penalty.filedBy));
});

/** The record of a penalty case, made now where its filing has not brought it yet. */
export async function openOfPenalty(ctx: Context, actor: Actor, penaltyId: number): Promise<number> {
  return asActor(ctx, actor, HANDLE, async (tx) => {
    const known = await caseOfPenalty(tx, penaltyId);
    if (known !== null) return known;
    const penalty = await penaltyCase(tx, penaltyId);
    if (!penalty) throw new TarimError(E.penaltyMissing);
    return open(ctx, tx, ofPenalty(penalty, penalty.filedBy));
  });
}

/** What the record of a penalty case is about: its party, its cause, the day of its filing. */
const ofPenalty = (penalty: PenaltyCase, openedBy: string): Opened => ({
  unitPath: penalty.unitPath,
  source: 'penalty',
  penaltyId: penalty.id,
  penaltyNumber: penalty.number,
  enterpriseId: penalty.enterpriseId,
  party: penalty.party,
  title: penalty.cause,
  facts: penalty.facts,
  foundOn: penalty.filedOn,
  openedBy,
  simulated: penalty.simulated,
});

async function open(ctx: Context, tx: DbOrTx, one: Opened): Promise<number> {
  const { prefix } = await bodyOf(tx, one.unitPath);
  const year = Number(one.foundOn.slice(0, 4));
  const serial = await nextSerial(tx, one.unitPath, 'case', year);
  const number = wordsIn('zh')('doc.caseNumber', { prefix, year, serial });
  const id = await insertCase(tx, { ...one, number, at: new Date(ctx.clock.now()) });
  await tellPenalty(ctx, tx, await requireCase(tx, id), standingOf([]));
  return id;
}

/**
 * Records a clue (线索登记) by hand; of a penalty case where none was made by its filing.
 * @throws TarimError DAMAGE_UNIT_UNKNOWN, …_PARTY_MISSING, …_ENTERPRISE_UNKNOWN, …_PENALTY_MISSING, …_PENALTY_TAKEN, …_FOUND_IN_FUTURE,
 * FORBIDDEN
 */
export async function openCase(ctx: Context, actor: Actor, asked: Asked): Promise<DamageDetail> {
  ctx.policy.require(actor, HANDLE, { unitPath: asked.unitPath });
  if (!(await unitByPath(ctx.db, asked.unitPath)))
    throw new TarimError(E.unitUnknown, { unit: asked.unitPath });
  if (asked.foundOn > beijingDate(ctx.clock.now())) throw new TarimError(E.foundFuture);
  const opened =
    asked.source === 'penalty' ? await byPenalty(ctx, actor, asked) : await byHand(ctx, actor, asked);
  return asActor(ctx, actor, HANDLE, async (tx) => {
    if (opened.penaltyId !== null && (await caseOfPenalty(tx, opened.penaltyId)) !== null)
      throw new TarimError(E.penaltyTaken, { number: opened.penaltyNumber ?? '' });
    const id = await open(ctx, tx, opened);
    await ctx.audit.record(tx, {
      actor,
      action: 'damage.case.opened',
      subject: `case/${id}`,
      unitPath: opened.unitPath,
      detail: { source: opened.source },
    });
    return getCase(ctx, actor, id, tx);
  });
}

async function byPenalty(ctx: Context, actor: Actor, asked: Asked): Promise<Opened> {
  const penalty = asked.penaltyId ? await penaltyCase(ctx.db, asked.penaltyId) : null;
  if (!penalty || penalty.unitPath !== asked.unitPath) throw new TarimError(E.penaltyMissing);
  return ofPenalty(penalty, actor.name);
}

async function byHand(ctx: Context, actor: Actor, asked: Asked): Promise<Opened> {
  const { unitPath, source, enterpriseId, title, facts, foundOn } = asked;
  const { party, simulated } = await partyOf(ctx, asked);
  const from = { penaltyId: null, penaltyNumber: null, openedBy: actor.name };
  return { unitPath, source, enterpriseId, title, facts, foundOn, party, simulated, ...from };
}

async function partyOf(ctx: Context, asked: Asked): Promise<{ party: Party; simulated: boolean }> {
  if (asked.enterpriseId === null) {
    if (!asked.party) throw new TarimError(E.partyMissing);
    return { party: asked.party, simulated: false };
  }
  const [one] = await enterprisesByIds(ctx.db, [asked.enterpriseId]);
  if (!one) throw new TarimError(E.enterpriseUnknown, { id: asked.enterpriseId });
  return { party: { kind: 'organisation', name: one.name, code: one.uscc }, simulated: one.simulated };
}
