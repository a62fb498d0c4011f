import type { MobileAlarm, MobileAlarmKind, MobileSeverity, MobileState, OpenAlarm } from './types.ts';

type Detail = MobileAlarm['detail'];

/** Open alarms while one event is worked through: one a kind, and what happened to them. */
export class AlarmLedger {
  readonly alarms: MobileAlarm[] = [];
  readonly #open: Partial<Record<MobileAlarmKind, OpenAlarm>>;
  readonly #time: number;

  constructor(open: MobileState['open'], time: number) {
    this.#open = { ...open };
    this.#time = time;
  }

  get open(): MobileState['open'] {
    return this.#open;
  }

  isOpen(kind: MobileAlarmKind): boolean {
    return this.#open[kind] !== undefined;
  }

  /** Opens the alarm; of one that is open the count goes up, and the severity is that of now. */
  hit(kind: MobileAlarmKind, severity: MobileSeverity, rule: string, detail: Detail = {}): void {
    const open = this.#open[kind];
    const next: OpenAlarm = {
      since: open?.since ?? this.#time,
      last: this.#time,
      count: (open?.count ?? 0) + 1,
      severity,
    };
    this.#open[kind] = next;
    const action = !open ? 'raised' : open.severity === severity ? 'repeated' : 'changed';
    this.alarms.push({ kind, action, time: this.#time, severity, count: next.count, rule, detail });
  }

  clear(kind: MobileAlarmKind, rule: string, detail: Detail = {}): void {
    const open = this.#open[kind];
    if (!open) return;
    delete this.#open[kind];
    const { severity, count } = open;
    this.alarms.push({ kind, action: 'cleared', time: this.#time, severity, count, rule, detail });
  }

  tell(kind: MobileAlarm['kind'], severity: MobileSeverity, rule: string, detail: Detail = {}): void {
    this.alarms.push({ kind, action: 'told', time: this.#time, severity, count: 1, rule, detail });
  }
}
