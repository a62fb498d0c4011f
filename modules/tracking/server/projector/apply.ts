import { beijingDate, beijingIso } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import { unitLocator } from '@tarim/region/queries';
import type { MobileAlarm } from '@tarim/science';
import { MOBILE_RULES } from '@tarim/standards';
import { PermitAreas } from '../domain/areas.ts';
import { CoverageBook } from '../domain/coverage.ts';
import { eventTime, lostBetween } from '../domain/event-time.ts';
import { type FoldContext, foldReading, foldTick } from '../domain/fold.ts';
import { addCoverage } from '../sql/coverage.ts';
import { type FixRow, fixKey, insertFixes, knownFixes } from '../sql/fixes.ts';
import { judgedSources } from '../sql/judged.ts';
import { outageRows, permitAreas, permitsRevision } from '../sql/permits.ts';
import { addRefusals } from '../sql/refusals.ts';
import { lockSilent, lockStates, type StateRow, saveStates } from '../sql/states.ts';
import { type TerminalRow, terminalRows, terminalsByNumber } from '../sql/terminals.ts';
import { AlarmBook } from './alarm-book.ts';
import { replyOf, settleAnswers } from './command-answers.ts';
import { coverageFigures } from './coverage-figures.ts';
import type { TerminalMessage } from './decode.ts';
import { Joining } from './joining.ts';
import { fixOf, freshState, heard, newest } from './standing.ts';

const RULES = MOBILE_RULES.data;

/** The polygons as of a revision; many batches share them. */
export class PermitCache {
  #revision = '';
  #areas = new PermitAreas([]);

  async get(tx: Tx, now: number): Promise<PermitAreas> {
    const revision = await permitsRevision(tx);
    if (revision !== this.#revision) {
      this.#areas = new PermitAreas(await permitAreas(tx, new Date(now)));
      this.#revision = revision;
    }
    return this.#areas;
  }
}

async function foldContexts(tx: Tx, terminals: readonly TerminalRow[]): Promise<Map<number, FoldContext>> {
  const judged = await judgedSources(tx, terminals);
  const outages = Map.groupBy(
    await outageRows(
      tx,
      terminals.map((one) => one.id),
    ),
    (one) => one.terminalId,
  );
  return new Map(
    terminals.map((one) => [
      one.id,
      {
        ...judged.get(one.id)!,
        rules: RULES,
        outages: (outages.get(one.id) ?? []).map(({ from, until }) => ({
          from: from.getTime(),
          until: until.getTime(),
        })),
      },
    ]),
  );
}

export interface Applied {
  readonly fixes: number;
  readonly duplicates: number;
  /** Commands that were answered. */
  readonly commands: number;
  readonly changes: number;
}

/** The prefecture or division (地州市、师市) of a unit path: the part below the top. */
const prefectureOf = (path: string): string | null => path.split('/')[2] || null;

/**
 * Folds frames into states, fixes and alarms in the caller's transaction, in the order of the log. A report that is there already (terminal
 * and time) is counted as a duplicate and means nothing; one that is older than what was judged stays on the trail and is not judged.
 */
export async function applyMessages(
  ctx: Pick<Context, 'clock' | 'outbox' | 'audit'>,
  tx: Tx,
  messages: readonly TerminalMessage[],
  permits: PermitCache,
): Promise<Applied> {
  const now = ctx.clock.now();
  const terminals = new Map(
    (await terminalsByNumber(tx, [...new Set(messages.map((one) => one.number))])).map((one) => [
      one.number,
      one,
    ]),
  );
  const ids = [...terminals.values()].map((one) => one.id);
  const states = await lockStates(tx, ids);
  const contexts = await foldContexts(tx, [...terminals.values()]);
  const areas = await permits.get(tx, now);
  const unitAt = await unitLocator(tx);
  const book = await AlarmBook.load(tx, ids, now);
  const joining = new Joining((id) => states.get(id)?.parts ?? null);
  const coverage = new CoverageBook();
  const read = messages.flatMap((message) => {
    const terminal = terminals.get(message.number);
    return terminal ? [{ message, terminal, ...joining.read(message, terminal) }] : [];
  });
  const seen = await knownFixes(
    tx,
    read.flatMap(({ terminal, readings, message }) =>
      readings.map((one) => ({ terminalId: terminal.id, sampledAt: one.sampledAt ?? message.receivedAt })),
    ),
  );
  const fixes: FixRow[] = [];
  let duplicates = 0;
  for (const { message, terminal, readings } of read) {
    let row = states.get(terminal.id) ?? freshState(terminal.id);
    let lost = 0;
    if (message.sequence !== null) {
      lost = lostBetween(row.lastSequence, message.sequence);
      row = { ...row, gaps: row.gaps + lost, lastSequence: message.sequence };
    }
    row = { ...row, receivedAt: beijingIso(message.receivedAt), parts: joining.partsOf(terminal.id) };
    const context = contexts.get(terminal.id)!;
    const facts = { terminal, context, ruleVersion: MOBILE_RULES.version, lsn: message.lsn };
    // A heartbeat is contact, too.
    if (readings.length === 0 && row.state.lastHeard !== null)
      row = heard(row, message.receivedAt, context, book, facts);
    for (const reading of readings) {
      const sampledAt = reading.sampledAt ?? message.receivedAt;
      const key = fixKey(terminal.id, sampledAt);
      if (seen.has(key)) {
        duplicates++;
        row = { ...row, duplicates: row.duplicates + 1 };
        continue;
      }
      seen.add(key);
      const time = eventTime(reading.sampledAt, message.receivedAt, reading.stored);
      const late = row.state.lastHeard !== null && time.at < row.state.lastHeard;
      const place =
        reading.lat === null || reading.lon === null ? null : { lat: reading.lat, lon: reading.lon };
      const permit = areas.at(terminal, place, time.at);
      const unit = place && unitAt(place.lon, place.lat);
      const rejectedBefore = row.state.rejectedFixes;
      if (!late) {
        const folded = foldReading(
          row.state,
          reading,
          time.at,
          { permit, region: unit ? prefectureOf(unit.path) : null },
          context,
        );
        for (const alarm of folded.alarms) book.take(alarm, facts);
        countSilence(coverage, row, folded.alarms);
        row = newest({ ...row, state: folded.state }, reading, sampledAt, time.driftSeconds);
      }
      const rejected = row.state.rejectedFixes > rejectedBefore;
      row = {
        ...row,
        fixes: row.fixes + 1,
        late: row.late + Number(late),
        clockWrong: row.clockWrong + Number(time.clockWrong),
      };
      if (place && !rejected) {
        const delay = time.clockWrong ? null : Math.max(0, (message.receivedAt - sampledAt) / 1_000);
        const { stored, signal } = reading;
        coverage.seen(place, beijingDate(time.at), { stored, delay, signal, lost });
        lost = 0;
      }
      fixes.push({
        ...fixOf(reading, permit.inside),
        terminalId: terminal.id,
        lsn: message.lsn,
        sampledAt: beijingIso(sampledAt),
        receivedAt: beijingIso(message.receivedAt),
        judgedAt: beijingIso(time.at),
        marks: [
          ...(time.clockWrong ? ['clock'] : []),
          ...(late ? ['late'] : []),
          ...(reading.stored ? ['stored'] : []),
          ...(rejected ? ['rejected'] : []),
        ],
      });
    }
    states.set(terminal.id, row);
  }
  await insertFixes(tx, fixes);
  await addCoverage(tx, coverage.rows());
  await countLost(tx, joining.lost, now);
  await saveStates(tx, [...states.values()]);
  const commands = await settleAnswers(
    ctx,
    tx,
    read.flatMap(({ message: { receivedAt, lsn }, terminal, body }) => {
      const reply = replyOf(body);
      return reply ? [{ ...reply, terminalId: terminal.id, at: new Date(receivedAt), lsn }] : [];
    }),
  );
  return { fixes: fixes.length, duplicates, commands, changes: await book.save(ctx, tx) };
}

/** A silence that nobody announced belongs to the place where its terminal was last seen. */
function countSilence(coverage: CoverageBook, row: StateRow, alarms: readonly MobileAlarm[]): void {
  const { lat, lon, state } = row;
  const fell = alarms.some(
    ({ kind, action, severity }) => kind === 'offline' && action === 'raised' && severity !== 'announced',
  );
  if (fell && lat !== null && lon !== null && state.lastHeard !== null)
    coverage.silent({ lat, lon }, beijingDate(state.lastHeard));
}

/** Messages in parts that never became whole, counted with what was refused. */
async function countLost(tx: Tx, lost: ReadonlyMap<string, number>, now: number): Promise<void> {
  if (lost.size === 0) return;
  const common = { day: beijingDate(now), code: 'TRACKING_PARTS_LOST', lastAt: new Date(now), remote: '' };
  await addRefusals(
    tx,
    [...lost].map(([number, count]) => ({ ...common, number, count })),
  );
}

/**
 * Time has passed for everybody (MOB-5); alarms that came of it. Silence from before the platform itself was up (`upSince`, epoch ms) is not held
 * against anybody.
 */
export async function applyTick(
  ctx: Pick<Context, 'clock' | 'outbox'>,
  tx: Tx,
  upSince: number,
): Promise<number> {
  const now = ctx.clock.now();
  const due = await lockSilent(tx, { now, upSince, intervals: RULES.offline.intervals });
  if (due.length === 0) return 0;
  const terminals = await terminalRows(
    tx,
    due.map((one) => one.terminalId),
  );
  const contexts = await foldContexts(tx, terminals);
  const byId = new Map(terminals.map((one) => [one.id, one]));
  const book = await AlarmBook.load(tx, [...byId.keys()], now);
  const more = await coverageFigures(tx, due, now);
  const coverage = new CoverageBook();
  const next = due.map((row) => {
    const terminal = byId.get(row.terminalId)!;
    const context = contexts.get(row.terminalId)!;
    const folded = foldTick(row.state, now, context);
    const figures = more.get(row.terminalId) ?? {};
    const facts = { terminal, context, ruleVersion: MOBILE_RULES.version, lsn: null, more: figures };
    for (const alarm of folded.alarms) book.take(alarm, facts);
    countSilence(coverage, row, folded.alarms);
    return { ...row, state: folded.state };
  });
  await addCoverage(tx, coverage.rows());
  await saveStates(tx, next);
  return book.save(ctx, tx);
}
