import type { AuditedCase, AuditFinding } from '@tarim/enforcement/queries';
import { CASE_SCORING } from '@tarim/standards';
import type { FatalSeen, ItemSeen } from '../../contract.ts';

/** What the data show of a scored document: `why` names the sentence that tells it. */
export interface SeenItem {
  readonly key: string;
  readonly marks: number;
  readonly seen: ItemSeen['seen'];
  readonly why: ItemWhy;
  /** Number of the step that it rests on; 0 is the filing. */
  readonly step: number | null;
}
export type ItemWhy =
  | 'filed'
  | 'step'
  | 'noStep'
  | 'stepMissing'
  | 'testReport'
  | 'notAsked'
  | 'hearingMissing'
  | 'paid'
  | 'demandMissing'
  | 'open';

export interface SeenFatal {
  readonly no: number;
  readonly seen: FatalSeen['seen'];
  readonly why: FatalWhy;
  /** The sentences of the automatic findings. */
  readonly zh: string;
  readonly en: string;
}
export type FatalWhy = 'found' | 'clear' | 'people' | 'termOnly' | 'notTaken' | 'noBasis';

export interface Prefill {
  /** The marks of ordinary penalties are kept; of other kinds of files they are not, and none is made up. */
  readonly scored: boolean;
  readonly items: readonly SeenItem[];
  readonly fatals: readonly SeenFatal[];
}

type Seen = Omit<SeenItem, 'key' | 'marks'>;

/** 评查底稿预填: what structured data show of a case file by the scoring rules of 2024, each with what it rests on. */
export function prefillOf(file: AuditedCase, findings: readonly AuditFinding[]): Prefill {
  const scored = file.standing.decision?.kind === 'penalty';
  const items = scored
    ? CASE_SCORING.items.ordinary!.map(({ key, marks }) => ({ key, marks, ...itemOf(key, file) }))
    : [];
  return { scored, items, fatals: CASE_SCORING.fatal.map(({ no }) => fatalOf(no, file, findings)) };
}

const UNKNOWN: Seen = { seen: 'unknown', why: 'noStep', step: null };

/** Whether a document is there; what it says, people judge. */
function itemOf(key: string, { standing: now, steps }: AuditedCase): Seen {
  const step = (name: string, ...kinds: readonly string[]) =>
    steps.find(({ act }) => act.act === name && (kinds.length === 0 || kinds.includes(kindOf(act))))?.nth;
  const there = (nth: number | undefined, otherwise: Seen): Seen =>
    nth === undefined ? otherwise : { seen: 'present', why: 'step', step: nth };
  const absent = (why: ItemWhy): Seen => ({ seen: 'absent', why, step: null });
  const spared = (why: ItemWhy): Seen => ({ seen: 'not-needed', why, step: null });
  switch (key) {
    case 'filing':
      return { seen: 'present', why: 'filed', step: 0 };
    case 'site-record':
      return there(step('add-evidence', 'site-record'), UNKNOWN);
    case 'inquiry':
      return there(step('add-evidence', 'witness', 'party'), UNKNOWN);
    // An appraisal may be a test report or not: the kinds of evidence (行政处罚法 46) do not tell.
    case 'test-report': {
      const nth = step('add-evidence', 'appraisal');
      return nth === undefined ? UNKNOWN : { seen: 'unknown', why: 'testReport', step: nth };
    }
    case 'other-evidence':
      return there(step('add-evidence', 'documentary', 'physical', 'audio-visual', 'electronic'), UNKNOWN);
    case 'investigation-report':
      return there(step('finish-investigation'), absent('stepMissing'));
    case 'correction-order':
      return there(step('order-correction'), UNKNOWN);
    case 'prior-notice':
      return there(step('give-notice'), absent('stepMissing'));
    case 'hearing-notice':
    case 'hearing-minutes':
      return there(
        step('hold-hearing'),
        now.hearingRequested ? absent('hearingMissing') : spared('notAsked'),
      );
    case 'decision':
      return there(step('decide'), absent('stepMissing'));
    case 'demand':
      return there(step('demand'), now.court ? absent('demandMissing') : unlessPaid(now));
    case 'court-application':
      return there(step('apply-court'), unlessPaid(now));
    case 'closure':
      return there(step('close'), { seen: 'unknown', why: 'open', step: null });
    default:
      return UNKNOWN;
  }
}

const kindOf = (act: AuditedCase['steps'][number]['act']) => (act.act === 'add-evidence' ? act.kind : '');

function unlessPaid({ paid, decision }: AuditedCase['standing']): Seen {
  return decision && paid >= decision.amount ? { seen: 'not-needed', why: 'paid', step: null } : UNKNOWN;
}

/** Problems of measures, which a file without the measure cannot have: seals (13, 16, 25), daily fines (22, 24). */
const OF_MEASURES: Readonly<Record<number, 'seals' | 'daily'>> = {
  13: 'seals',
  16: 'seals',
  22: 'daily',
  24: 'daily',
  25: 'seals',
};

/** A fatal problem is shown as found where the data show it; as clear only where they show the whole of it. */
function fatalOf(no: number, file: AuditedCase, findings: readonly AuditFinding[]): SeenFatal {
  const own = findings.filter(({ item }) => item === no);
  const tell = (seen: SeenFatal['seen'], why: FatalWhy): SeenFatal => ({
    no,
    seen,
    why,
    zh: own.map(({ zh }) => zh).join('；'),
    en: own.map(({ en }) => en).join('; '),
  });
  if (own.length > 0) return tell('found', 'found');
  const { standing: now, range } = file;
  const measure = OF_MEASURES[no];
  if (measure && now.measures[measure].length === 0) return tell('clear', 'notTaken');
  const clearIf = (shown: boolean) => (shown ? tell('clear', 'clear') : tell('unknown', 'noBasis'));
  switch (no) {
    case 2:
    case 20:
    case 22:
    case 24:
    case 25:
      return tell('clear', 'clear');
    // Below the least of the range a ground is needed, which people judge.
    case 12:
      return clearIf(range !== null && now.decision?.kind === 'penalty' && now.decision.amount >= range.min);
    // Delivery, results of tests, recusal and defence are more than the terms that data show.
    case 14:
    case 15:
      return now.notice && now.decision ? tell('unknown', 'termOnly') : tell('unknown', 'noBasis');
    case 17:
    case 18:
      return clearIf(now.discussion !== null);
    case 19:
      return clearIf(now.legal !== null);
    case 21:
      return clearIf(now.reviewed !== null);
    case 23:
      return clearIf(
        now.corrections.length > 0 &&
          now.corrections.every((order) => now.rechecks.some(({ on }) => on >= order.on)),
      );
    default:
      return tell('unknown', 'people');
  }
}
