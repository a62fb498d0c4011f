import { beijingIso, MINUTE_MS } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import type { MobileAlarm } from '@tarim/science';
import { type AlarmKind, alarmChanged, type Severity } from '../../contract.ts';
import { type Figures, type FoldContext, figuresOf } from '../domain/fold.ts';
import { type Act, type AlarmRow, addStep, insertAlarm, openAlarms, updateAlarm } from '../sql/alarms.ts';

interface Draft {
  row: Omit<AlarmRow, 'id'> & { readonly id: number | null };
  readonly steps: { readonly act: Act; readonly at: number; readonly severity: Severity }[];
}

export interface AlarmFacts {
  readonly terminal: { readonly id: number; readonly unitPath: string; readonly simulated: boolean };
  readonly context: FoldContext;
  readonly ruleVersion: number;
  /** Frame that decided; null: time alone. */
  readonly lsn: number | null;
  /** Figures beside those of the rule. */
  readonly more?: Figures;
}

/** What a batch does to alarms, written once at its end: hundreds of repetitions are one row. */
export class AlarmBook {
  readonly #open = new Map<string, Draft>();
  readonly #drafts: Draft[] = [];
  readonly #now: number;

  private constructor(rows: readonly AlarmRow[], now: number) {
    this.#now = now;
    for (const row of rows) {
      const draft: Draft = { row, steps: [] };
      this.#open.set(`${row.terminalId} ${row.kind}`, draft);
      this.#drafts.push(draft);
    }
  }

  static async load(tx: Tx, terminalIds: readonly number[], now: number): Promise<AlarmBook> {
    return new AlarmBook(await openAlarms(tx, terminalIds), now);
  }

  /** Takes what the machine said of one event. */
  take(alarm: MobileAlarm, facts: AlarmFacts): void {
    if (alarm.action === 'told') return;
    const kind = alarm.kind as AlarmKind;
    const key = `${facts.terminal.id} ${kind}`;
    const known = this.#open.get(key);
    if (alarm.action === 'cleared') {
      if (!known) return;
      known.row = {
        ...known.row,
        lastAt: new Date(alarm.time),
        closedAt: new Date(alarm.time),
        closedBy: 'rule',
      };
      known.steps.push({ act: 'closed', at: alarm.time, severity: known.row.severity });
      this.#open.delete(key);
      return;
    }
    const { severity, time } = alarm;
    if (!known) {
      this.#raise(key, alarm, facts);
      return;
    }
    const changed = known.row.severity !== severity;
    known.row = {
      ...known.row,
      severity,
      lastAt: new Date(time),
      count: alarm.count,
      ...(changed ? { figures: { ...figuresOf(alarm, facts.context), ...facts.more } } : {}),
      // An announced silence that is one no more is known as such only now.
      ...(changed && known.row.severity === 'announced' ? { knownAt: new Date(this.#now) } : {}),
    };
    if (changed) known.steps.push({ act: 'changed', at: time, severity });
  }

  #raise(key: string, alarm: MobileAlarm, { terminal, context, ruleVersion, lsn, more }: AlarmFacts): void {
    const at = new Date(alarm.time);
    const draft: Draft = {
      row: {
        id: null,
        terminalId: terminal.id,
        unitPath: terminal.unitPath,
        kind: alarm.kind as AlarmKind,
        severity: alarm.severity,
        since: at,
        lastAt: at,
        knownAt: new Date(this.#now),
        count: alarm.count,
        rule: alarm.rule,
        ruleVersion,
        figures: { ...figuresOf(alarm, context), ...more },
        escalated: 0,
        acknowledgedAt: null,
        acknowledgedBy: null,
        closedAt: null,
        closedBy: null,
        closeReason: null,
        closeNote: null,
        lsn,
        simulated: terminal.simulated,
      },
      steps: [{ act: 'raised', at: alarm.time, severity: alarm.severity }],
    };
    this.#open.set(key, draft);
    this.#drafts.push(draft);
  }

  /** Writes it and tells the others; the number of alarms that were raised, changed or closed. */
  async save(ctx: Pick<Context, 'outbox'>, tx: Tx): Promise<number> {
    const items: Parameters<typeof ctx.outbox.publish<typeof alarmChanged>>[2]['items'] = [];
    for (const { row, steps } of this.#drafts) {
      const id = row.id ?? (await insertAlarm(tx, row));
      if (row.id !== null) await updateAlarm(tx, { ...row, id });
      for (const { act, at, severity } of steps) {
        const minutes = Math.max(0, (this.#now - row.knownAt.getTime()) / MINUTE_MS);
        await addStep(tx, {
          alarmId: id,
          unitPath: row.unitPath,
          at: new Date(at),
          act,
          severity,
          minutes,
          note: '',
          by: null,
        });
        const { terminalId, unitPath, kind, simulated } = row;
        items.push({ alarmId: id, terminalId, unitPath, kind, severity, act, at: beijingIso(at), simulated });
      }
    }
    if (items.length > 0) await ctx.outbox.publish(tx, alarmChanged, { items });
    return items.length;
  }
}
