import type { QualityFlag } from '@tarim/standards';

type Figures = Readonly<Record<string, number | null>>;

/** Hours in succession under the same flag: one row that grows. Times are epoch ms, `to` exclusive. */
export interface FlagRun {
  readonly code: string;
  readonly flag: QualityFlag;
  readonly from: number;
  readonly to: number;
  /** Figures when it came up, and at its worst. */
  readonly first: Figures;
  readonly peak: Figures;
  /** Hour that raised it: some tests speak of earlier ones. */
  readonly seenAt: number;
  /** `raised`: the newest hour is in it; `cleared`: an hour came that is not. */
  readonly state: 'raised' | 'cleared';
  /** Rules by which it came up. */
  readonly version: string;
  readonly confidence: string;
  /** Frame of what raised it, where it was a frame; else the roll-up leads to frames. */
  readonly lsn: number | null;
  readonly revision: number;
}

type Raised = Omit<FlagRun, 'first' | 'peak' | 'state'> & { readonly figures: Figures };

/** The figure by which the worst hour of a run is told. */
const WORST: Readonly<Partial<Record<QualityFlag, string>>> = {
  gap: 'missing',
  clock: 'smooth',
  order: 'kind',
  constant: 'run',
  'missing-at-high': 'odds',
};

/** Joins what was raised to the run that it touches, or begins one. */
export function raise(open: FlagRun | undefined, { figures, ...one }: Raised): FlagRun {
  if (open && one.from <= open.to && one.to >= open.from) {
    const name = WORST[one.flag] ?? 'value';
    const worse = Math.abs(figures[name] ?? 0) > Math.abs(open.peak[name] ?? 0);
    return { ...open, to: Math.max(open.to, one.to), peak: worse ? figures : open.peak, state: 'raised' };
  }
  return { ...one, first: figures, peak: figures, state: 'raised' };
}

/** Spikes and steps speak of hours up to so many before the newest; runs that nothing can touch any more are let go. */
const REACH = 3;

/** Ends, in place, the runs that an hour is not in. @returns those whose state changed */
export function closeRuns(open: Record<string, FlagRun>, time: number, step: number): FlagRun[] {
  const closed: FlagRun[] = [];
  for (const [key, run] of Object.entries(open)) {
    if (run.to > time) continue;
    if (run.state === 'raised') {
      open[key] = { ...run, state: 'cleared' };
      closed.push(open[key]);
    }
    if (run.to < time - REACH * step) delete open[key];
  }
  return closed;
}
