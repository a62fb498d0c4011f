import { type ActName, CREDIT_GRADES, EVIDENCE_KINDS, PENALTY_KINDS_BESIDE } from '../contract.ts';

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
        | 'files';
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
  pay: [DAY, { name: 'amount', as: 'yuan' }],
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
    long('reason'),
  ],
  'hand-over': [DAY, text('receipt')],
  'record-answer': [DAY, { name: 'taken', as: 'yes' }, long('answer')],
  publish: [DAY, { name: 'grade', as: 'one', words: 'credit', of: CREDIT_GRADES }],
  'apply-repair': [DAY, long('commitment')],
  'decide-repair': [DAY, { name: 'granted', as: 'yes' }, text('reason')],
  close: [DAY, long('result')],
};

/** What runs beside the penalty: shown in a row of its own. */
export const MEASURE_ACTS: ReadonlySet<ActName> = new Set([
  'seal',
  'extend-seal',
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
  'order-correction': { on: 'field.deliveredOn' },
};
/** Key of the words before a field. */
export const labelOf = (act: ActName, { name }: Field): string => LABELS[act]?.[name] ?? `field.${name}`;
