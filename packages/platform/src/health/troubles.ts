import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';

/** Something of the platform itself that does not work: a full disk, a lost database. Objects in the field have alarms. */
export interface Trouble {
  /** `telemetry.frame-log` */
  readonly name: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** `critical`: data are not accepted or not shown; `warning`: they soon will not be. */
  readonly severity: 'critical' | 'warning';
  readonly detail: string | null;
  /** Epoch ms. */
  readonly since: number;
}

export type TroubleReport = Pick<Trouble, 'titleZh' | 'titleEn' | 'severity'> & { readonly detail?: string };

/** Which troubles there are now. Each is said once when it begins and once when it is over, however often it is reported. */
export class Troubles {
  readonly #log: Logger;
  readonly #now: () => number;
  readonly #gauge: Gauge;
  readonly #all = new Map<string, Trouble>();

  constructor(log: Logger, metrics: Registry, now: () => number) {
    this.#log = log;
    this.#now = now;
    this.#gauge = new Gauge({
      name: 'tarim_trouble',
      help: '1 while a part of the platform does not work',
      labelNames: ['name', 'severity'],
      registers: [metrics],
    });
  }

  raise(name: string, report: TroubleReport, error?: unknown): void {
    const known = this.#all.get(name);
    this.#all.set(name, {
      name,
      titleZh: report.titleZh,
      titleEn: report.titleEn,
      severity: report.severity,
      detail: report.detail ?? null,
      since: known?.since ?? this.#now(),
    });
    if (known?.severity === report.severity) return;
    if (known) this.#gauge.remove(name, known.severity);
    this.#gauge.set({ name, severity: report.severity }, 1);
    this.#log.error({ trouble: name, err: error, detail: report.detail }, report.titleEn);
  }

  clear(name: string): void {
    const known = this.#all.get(name);
    if (!known) return;
    this.#all.delete(name);
    this.#gauge.remove(name, known.severity);
    this.#log.info(
      { trouble: name, seconds: Math.round((this.#now() - known.since) / 1_000) },
      `over: ${known.titleEn}`,
    );
  }

  /** Worst first, then oldest first. */
  list(): Trouble[] {
    const rank = (one: Trouble) => (one.severity === 'critical' ? 0 : 1);
    return [...this.#all.values()].sort((a, b) => rank(a) - rank(b) || a.since - b.since);
  }
}
