import { randomBytes } from 'node:crypto';
import { beijingIso, HOUR_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { type LedgerSource, ledgerSources } from '@tarim/radiation/queries';
import { unitByPath } from '@tarim/region/queries';
import { evaluateSourceCategory, expectedNet } from '@tarim/science';
import { halfLifeDays, SOURCE_STANDARD, sourceRow } from '@tarim/standards';
import type { Terminal, TerminalDetail, TerminalInput } from '../../contract.ts';
import { type JudgedSource, referenceOf } from '../domain/judged-source.ts';
import { mismatchesOf } from '../domain/ledger.ts';
import { trackingErrors as E } from '../errors.ts';
import { hashOf, plainNumber } from '../gateway/terminals.ts';
import { judgedSources, ledgerFactsOf } from '../sql/judged.ts';
import { insertOutage, outageRows } from '../sql/permits.ts';
import { refusalsOf } from '../sql/refusals.ts';
import {
  insertTerminal,
  type StandingRow,
  setKey,
  standingRows,
  type TerminalQuery,
  takenBy,
  updateTerminal,
} from '../sql/terminals.ts';

const MANAGE = 'tracking.manage';
const MOST = 5_000;
const MOST_REFUSALS = 50;
const isoOrNull = (at: Date | null): string | null => (at === null ? null : beijingIso(at.getTime()));

/** What the rules judge terminals by, and what the ledger of sources says to who may read it (null: it is not for this person). */
interface Known {
  readonly judged: ReadonlyMap<number, JudgedSource>;
  readonly ledger: ReadonlyMap<string, LedgerSource> | null;
}

async function knownOf(ctx: Context, actor: Actor, rows: readonly StandingRow[], db: DbOrTx): Promise<Known> {
  const codes = rows.flatMap((row) => row.sourceCode || []);
  const open = ctx.policy.can(actor, 'radiation.read');
  return {
    judged: await judgedSources(db, rows),
    ledger: open ? await ledgerSources(db, codes, ctx.clock.now()) : null,
  };
}

/** Activity today and what it is against the D value (A/D), from what was registered. */
function sourceNow(row: StandingRow, now: number) {
  const measuredAt = Date.parse(`${row.measuredOn}T00:00:00+08:00`);
  const { sources } = evaluateSourceCategory({
    nuclide: row.nuclide,
    activity: row.activity,
    ...(measuredAt <= now ? { measuredAt, at: now } : {}),
  });
  const at = sources[0]?.now ?? (measuredAt <= now ? null : (sources[0]?.given ?? null));
  return {
    activityNow: at?.activity ?? null,
    risk: at?.ratio ?? null,
    riskConfidence: sourceRow(row.nuclide)?.confidence ?? SOURCE_STANDARD.confidence,
  };
}

function terminalOf(row: StandingRow, now: number, known: Known): Terminal {
  const ledger = known.ledger?.get(row.sourceCode);
  const {
    baselineAt,
    sampledAt,
    receivedAt,
    keyed: _,
    fixes: _1,
    duplicates: _2,
    late: _3,
    clockWrong: _4,
    gaps: _5,
    driftSeconds: _6,
    referenceActivity: _7,
    referenceOn: _8,
    ...one
  } = row;
  const registered = sourceNow(row, now);
  return {
    ...one,
    ...registered,
    expectedNow: expectedNet(known.judged.get(row.id)!.settings, now),
    // The ledger has the certificate; what was typed with the terminal stands where it has nothing.
    activityNow: ledger?.activityNow ?? registered.activityNow,
    risk: ledger?.ratio ?? registered.risk,
    categoryNow: ledger?.categoryNow ?? row.category,
    inLedger: row.sourceCode === '' ? 'no-code' : !known.ledger ? 'closed' : ledger ? 'found' : 'missing',
    ledger: ledger
      ? {
          sourceId: ledger.id,
          unitName: ledger.unitName,
          state: ledger.state,
          nuclide: ledger.nuclide,
          mismatches: mismatchesOf({ ...row, activityNow: registered.activityNow }, ledger),
        }
      : null,
    baselineAt: isoOrNull(baselineAt),
    sampledAt: isoOrNull(sampledAt),
    receivedAt: isoOrNull(receivedAt),
    alarms: row.alarms as Terminal['alarms'],
  };
}

/** Sorted by risk: activity today against D, the unknown last. */
export async function listTerminals(
  ctx: Context,
  actor: Actor,
  query: TerminalQuery,
): Promise<{ terminals: Terminal[] }> {
  const now = ctx.clock.now();
  const standing = await standingRows(ctx.db, query, MOST);
  const known = await knownOf(ctx, actor, standing, ctx.db);
  const rows = standing.map((row) => terminalOf(row, now, known));
  return { terminals: rows.sort((a, b) => (b.risk ?? -1) - (a.risk ?? -1) || a.id - b.id) };
}

export async function standing(db: DbOrTx, id: number): Promise<StandingRow> {
  const [row] = await standingRows(db, { id }, 1);
  if (!row) throw new TarimError(E.terminalUnknown, { id });
  return row;
}

/** @throws TarimError TRACKING_ID_UNKNOWN */
export async function getTerminal(
  ctx: Context,
  actor: Actor,
  id: number,
  db: DbOrTx = ctx.db,
): Promise<TerminalDetail> {
  const row = await standing(db, id);
  const now = ctx.clock.now();
  const { fixes, duplicates, late, clockWrong, gaps, driftSeconds, keyed } = row;
  const [refusals, outages] = [await refusalsOf(db, row.number, MOST_REFUSALS), await outageRows(db, [id])];
  return {
    ...terminalOf(row, now, await knownOf(ctx, actor, [row], db)),
    keyed,
    counts: { fixes, duplicates, late, clockWrong, gaps, driftSeconds },
    refusals: refusals.map(({ number: _, lastAt, ...one }) => ({
      ...one,
      lastAt: beijingIso(new Date(lastAt).getTime()),
    })),
    outages: outages.map(({ id: outage, from, until, reason, by }) => ({
      id: outage,
      from: beijingIso(from.getTime()),
      until: beijingIso(until.getTime()),
      reason,
      by,
    })),
  };
}

async function checked(ctx: Context, one: TerminalInput): Promise<TerminalInput> {
  if (!(await unitByPath(ctx.db, one.unitPath))) throw new TarimError(E.unitUnknown, { unit: one.unitPath });
  if (halfLifeDays(one.nuclide) === null) throw new TarimError(E.nuclideUnknown, { nuclide: one.nuclide });
  if (
    (one.baseline === null) !== (one.baselineAt === null) ||
    (one.baseline ?? one.background) < one.background
  )
    throw new TarimError(E.baselineBare);
  if (one.batteryFull <= one.batteryLow) throw new TarimError(E.batteryUnfit);
  const [serial, sourceCode] = [one.serial.trim(), one.sourceCode.trim().toUpperCase()];
  return { ...one, number: plainNumber(one.number), serial, sourceCode };
}

/** A source has one terminal, and a terminal one source. @throws TarimError TRACKING_SOURCE_TAKEN, TRACKING_SERIAL_TAKEN */
async function alone(tx: DbOrTx, one: TerminalInput, id: number | null): Promise<void> {
  const taken = one.active ? await takenBy(tx, { ...one, id }) : null;
  if (taken?.what === 'source')
    throw new TarimError(E.sourceTaken, { code: one.sourceCode, terminal: taken.name });
  if (taken) throw new TarimError(E.serialTaken, { serial: one.serial, terminal: taken.name });
}

/** @throws TarimError TRACKING_UNIT_UNKNOWN, TRACKING_NUCLIDE_UNKNOWN, TRACKING_BASELINE_INCOMPLETE, TRACKING_NUMBER_TAKEN, TRACKING_SOURCE_TAKEN, TRACKING_SERIAL_TAKEN, FORBIDDEN */
export async function addTerminal(ctx: Context, actor: Actor, input: TerminalInput): Promise<TerminalDetail> {
  const { unitPath } = input;
  ctx.policy.require(actor, MANAGE, { unitPath });
  const one = await checked(ctx, input);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await alone(tx, one, null);
    const id = await enterTerminal(ctx, tx, one, { by: actor.name, simulated: false });
    if (id === null) throw new TarimError(E.numberTaken, { number: one.number });
    await ctx.audit.record(tx, {
      actor,
      action: 'tracking.terminal.added',
      subject: `terminal/${id}`,
      unitPath,
      detail: { number: one.number },
    });
    return getTerminal(ctx, actor, id, tx);
  });
}

/** Enters a terminal with a code of its own; null: the number is taken. */
export async function enterTerminal(
  ctx: Context,
  tx: DbOrTx,
  one: TerminalInput,
  { by, simulated }: { readonly by: string; readonly simulated: boolean },
): Promise<number | null> {
  const authCode = ctx.secrets.seal(randomBytes(12).toString('hex'));
  const now = ctx.clock.now();
  const reference = referenceOf(one, (await ledgerFactsOf(tx, [one])).get(one.sourceCode));
  return insertTerminal(tx, one, { authCode, reference, simulated, by, at: new Date(now) });
}

/** Whether nobody measured anew: then the baseline stays that of the source it was measured of. */
const sameBaseline = (before: StandingRow, one: TerminalInput): boolean =>
  before.baseline === one.baseline &&
  Math.floor((before.baselineAt?.getTime() ?? 0) / 1_000) ===
    Math.floor(Date.parse(one.baselineAt ?? '1970-01-01T00:00:00Z') / 1_000);

/** @throws TarimError TRACKING_ID_UNKNOWN and those of `addTerminal` */
export async function changeTerminal(
  ctx: Context,
  actor: Actor,
  id: number,
  input: TerminalInput,
): Promise<TerminalDetail> {
  const before = await standing(ctx.db, id);
  for (const unitPath of new Set([before.unitPath, input.unitPath]))
    ctx.policy.require(actor, MANAGE, { unitPath });
  const one = await checked(ctx, input);
  const [taken] = (await standingRows(ctx.db, { text: one.number }, MOST)).filter(
    (row) => row.number === one.number && row.id !== id,
  );
  if (taken) throw new TarimError(E.numberTaken, { number: one.number });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await alone(tx, one, id);
    const now = ctx.clock.now();
    const ledger = (await ledgerFactsOf(tx, [one])).get(one.sourceCode);
    const reference =
      ledger && sameBaseline(before, one)
        ? { activity: before.referenceActivity, on: before.referenceOn }
        : referenceOf(one, ledger);
    await updateTerminal(tx, id, one, { by: actor.name, at: new Date(now), reference });
    await ctx.audit.record(tx, {
      actor,
      action: 'tracking.terminal.changed',
      subject: `terminal/${id}`,
      unitPath: one.unitPath,
      detail: { nuclide: one.nuclide, activity: one.activity, baseline: one.baseline, active: one.active },
    });
    return getTerminal(ctx, actor, id, tx);
  });
}

/**
 * A new key, shown once. Of HTTPS only its hash is kept; of MQTT, whose messages are sealed with it, also the key itself, encrypted.
 * @throws TarimError TRACKING_ID_UNKNOWN, FORBIDDEN
 */
export async function issueKey(ctx: Context, actor: Actor, id: number): Promise<{ key: string }> {
  const { unitPath, protocol } = await standing(ctx.db, id);
  ctx.policy.require(actor, MANAGE, { unitPath });
  const key = randomBytes(24).toString('base64url');
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const sealed = protocol === 'mqtt' ? ctx.secrets.seal(key) : null;
    await setKey(tx, id, { keyHash: hashOf(key), sealed });
    await ctx.audit.record(tx, { actor, action: 'tracking.key.issued', subject: `terminal/${id}`, unitPath });
    return { key };
  });
}

const YEAR_MS = 366 * 24 * HOUR_MS;

/** @throws TarimError TRACKING_ID_UNKNOWN, TRACKING_WINDOW_INVALID, FORBIDDEN */
export async function announceOutage(
  ctx: Context,
  actor: Actor,
  id: number,
  one: { readonly from: string; readonly until: string; readonly reason: string },
): Promise<{ id: number }> {
  const { unitPath } = await standing(ctx.db, id);
  ctx.policy.require(actor, MANAGE, { unitPath });
  const [from, until] = [new Date(one.from), new Date(one.until)];
  if (!(until > from) || until.getTime() - from.getTime() > YEAR_MS) throw new TarimError(E.windowUnfit);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const at = new Date(ctx.clock.now());
    const outage = await insertOutage(tx, {
      terminalId: id,
      unitPath,
      from,
      until,
      reason: one.reason,
      by: actor.name,
      at,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'tracking.outage.announced',
      subject: `terminal/${id}`,
      unitPath,
      detail: { ...one },
    });
    return { id: outage };
  });
}
