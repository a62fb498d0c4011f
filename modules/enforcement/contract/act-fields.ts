import type { ActName, CaseAct } from './acts.ts';
import {
  CREDIT_GRADES,
  CRIME_SIGNS,
  EVIDENCE_KINDS,
  OVERTURN_OUTCOMES,
  PENALTY_KINDS_BESIDE,
  SEAL_TESTS,
} from './parts.ts';

/** How a figure of a step is put in. */
export type Field =
  | {
      readonly name: string;
      readonly as:
        | 'day'
        | 'text'
        | 'long'
        | 'yuan'
        | 'maybe-yuan'
        | 'days'
        | 'months'
        | 'yes'
        | 'members'
        | 'files'
        | 'parts';
    }
  | {
      readonly name: string;
      readonly as: 'one' | 'many';
      readonly words: string;
      readonly of: readonly string[];
    };

const DAY: Field = { name: 'on', as: 'day' };
const long = (name: string): Field => ({ name, as: 'long' });
const text = (name: string): Field => ({ name, as: 'text' });
const CONFISCATED: Field = { name: 'confiscated', as: 'maybe-yuan' };
const BESIDE: Field = { name: 'beside', as: 'many', words: 'beside', of: PENALTY_KINDS_BESIDE };

/** What each step asks for, in the order in which it is thought of. */
export const ACT_FIELDS: Readonly<Record<ActName, readonly Field[]>> = {
  'add-evidence': [
    DAY,
    { name: 'kind', as: 'one', words: 'evidence', of: EVIDENCE_KINDS },
    text('title'),
    long('proves'),
    { name: 'files', as: 'files' },
  ],
  'order-correction': [DAY, long('content'), { name: 'due', as: 'day' }],
  recheck: [DAY, { name: 'corrected', as: 'yes' }, long('findings')],
  'finish-investigation': [DAY, long('report')],
  review: [DAY, { name: 'approve', as: 'yes' }, long('opinion')],
  // Chosen in a table of its own; these are what the timeline tells.
  assess: [DAY, { name: 'amount', as: 'yuan' }, text('method'), long('chosen'), long('steps')],
  'give-notice': [
    DAY,
    { name: 'deliveredOn', as: 'day' },
    { name: 'amount', as: 'yuan' },
    BESIDE,
    CONFISCATED,
    { name: 'computed', as: 'maybe-yuan' },
    text('method'),
    long('reasons'),
  ],
  'record-waiver': [DAY, long('words')],
  'record-statement': [DAY, long('content'), { name: 'adopted', as: 'yes' }, long('opinion')],
  'request-hearing': [DAY],
  'hold-hearing': [{ name: 'noticeOn', as: 'day' }, DAY, text('chair'), long('summary')],
  'legal-review': [DAY, { name: 'approve', as: 'yes' }, long('opinion')],
  discuss: [DAY, { name: 'members', as: 'members' }, long('conclusion')],
  decide: [
    DAY,
    { name: 'kind', as: 'one', words: 'kind', of: ['penalty', 'no-penalty', 'withdrawn'] },
    { name: 'amount', as: 'yuan' },
    BESIDE,
    CONFISCATED,
    long('reasons'),
  ],
  deliver: [
    DAY,
    {
      name: 'method',
      as: 'one',
      words: 'delivery',
      of: ['direct', 'left', 'post', 'electronic', 'entrusted', 'announcement'],
    },
  ],
  // 暂缓、分期 (行政处罚法 66).
  defer: [DAY, { name: 'parts', as: 'parts' }, long('reason')],
  // Indications of a crime, each looked at by a person.
  'screen-crime': [
    DAY,
    { name: 'signs', as: 'many', words: 'crime', of: CRIME_SIGNS },
    { name: 'transfer', as: 'yes' },
    long('reason'),
  ],
  pay: [DAY, { name: 'amount', as: 'yuan' }],
  'pay-late': [DAY, { name: 'amount', as: 'yuan' }],
  'remit-late': [DAY, { name: 'amount', as: 'yuan' }, long('reason')],
  demand: [DAY],
  'apply-court': [DAY],
  pause: [{ name: 'from', as: 'day' }, { name: 'to', as: 'day' }, text('reason')],
  extend: [
    DAY,
    { name: 'by', as: 'one', words: 'by', of: ['head', 'collective'] },
    { name: 'days', as: 'days' },
  ],
  seal: [DAY, long('things'), long('reason'), { name: 'days', as: 'days' }],
  'extend-seal': [DAY, { name: 'days', as: 'days' }, text('reason')],
  'begin-test': [
    DAY,
    { name: 'kind', as: 'one', words: 'test', of: SEAL_TESTS },
    { name: 'due', as: 'day' },
    { name: 'toldOn', as: 'day' },
    text('reason'),
  ],
  'end-test': [DAY, { name: 'toldOn', as: 'day' }, long('result')],
  'release-seal': [DAY, text('reason')],
  'limit-production': [
    DAY,
    { name: 'kind', as: 'one', words: 'limit', of: ['limit', 'stop'] },
    { name: 'months', as: 'months' },
    long('reason'),
  ],
  'file-plan': [DAY],
  'lift-limit': [DAY, text('reason')],
  'daily-notice': [DAY, { name: 'deliveredOn', as: 'day' }, long('reasons')],
  'daily-decide': [DAY, { name: 'deliveredOn', as: 'day' }, long('reasons')],
  'decide-transfer': [
    DAY,
    { name: 'ground', as: 'one', words: 'transfer', of: ['detention', 'crime'] },
    { name: 'approved', as: 'yes' },
    long('reason'),
  ],
  'hand-over': [DAY, text('receipt')],
  'record-answer': [DAY, { name: 'taken', as: 'yes' }, long('answer')],
  publish: [DAY, { name: 'grade', as: 'one', words: 'credit', of: CREDIT_GRADES }],
  overturn: [
    DAY,
    { name: 'outcome', as: 'one', words: 'overturn', of: OVERTURN_OUTCOMES },
    { name: 'amount', as: 'maybe-yuan' },
    text('document'),
    long('reason'),
  ],
  'withdraw-publication': [DAY, long('reason')],
  'apply-repair': [DAY, long('commitment')],
  'decide-repair': [DAY, { name: 'granted', as: 'yes' }, text('reason')],
  close: [DAY, long('result')],
  // Which step it is, the page knows.
  void: [DAY, long('reason')],
};

/** What runs beside the penalty: shown in a row of its own. */
export const MEASURE_ACTS: ReadonlySet<ActName> = new Set([
  'seal',
  'extend-seal',
  'begin-test',
  'end-test',
  'release-seal',
  'limit-production',
  'file-plan',
  'lift-limit',
  'daily-notice',
  'daily-decide',
  'decide-transfer',
  'hand-over',
  'record-answer',
]);

/** Fields that have another name in a step than their own. */
const LABELS: Readonly<Partial<Record<ActName, Readonly<Record<string, string>>>>> = {
  decide: { kind: 'field.decision' },
  deliver: { method: 'act.deliver' },
  'begin-test': { on: 'field.testFrom', kind: 'field.test', due: 'field.testDue' },
  'end-test': { on: 'field.testTo' },
  overturn: { amount: 'field.changedFine' },
  'withdraw-publication': { reason: 'field.withdrawReason' },
  'order-correction': { on: 'field.deliveredOn' },
};
/** Key of the words before a field. */
export const labelOf = (act: ActName, { name }: Field): string => LABELS[act]?.[name] ?? `field.${name}`;

/** What a step says: names of its figures with what they are, in the words of a catalogue; its day is left out. */
export function actFacts(
  act: CaseAct,
  t: (key: string) => string,
): (readonly [label: string, value: string])[] {
  const values = (act.act === 'assess' ? (act.result ?? {}) : act) as Record<string, unknown>;
  return ACT_FIELDS[act.act]
    .filter(({ name }) => name !== 'on' && name !== 'from' && name !== 'to')
    .flatMap((field) => {
      const shown = shownOf(field, values[field.name], t);
      return shown === '' ? [] : [[t(labelOf(act.act, field)), shown] as const];
    });
}

function shownOf(field: Field, value: unknown, t: (key: string) => string): string {
  if (value === null || value === undefined) return '';
  switch (field.as) {
    case 'yuan':
    case 'maybe-yuan':
      return (value as number).toLocaleString('en');
    case 'yes':
      return t(value ? 'word.yes' : 'word.no');
    case 'one':
      return t(`${field.words}.${value as string}`);
    case 'many':
      return (value as string[]).map((one) => t(`${field.words}.${one}`)).join('、');
    case 'members':
      return (value as { name: string; vote: string }[])
        .map(({ name, vote }) => `${name} ${t(`vote.${vote}`)}`)
        .join('、');
    case 'files':
      return (value as { name: string }[]).map(({ name }) => name).join('、');
    case 'parts':
      return (value as { due: string; amount: number }[])
        .map(({ due, amount }) => `${due} ${amount.toLocaleString('en')}`)
        .join('、');
    default:
      return Array.isArray(value) ? value.join('；') : String(value);
  }
}
