import { type ActName, ASSESSMENTS, HARMS, NOT_START_GROUNDS, PUBLISHED, WAYS } from '../contract.ts';

/** How a figure of a step is put in. */
export type Field =
  | {
      readonly name: string;
      /** `later`: a day that may lie ahead. */
      readonly as: 'day' | 'later' | 'text' | 'long' | 'yuan' | 'yes' | 'items' | 'parts' | 'estimate';
    }
  | { readonly name: string; readonly as: 'one'; readonly words: string; readonly of: readonly string[] };

const DAY: Field = { name: 'on', as: 'day' };
const long = (name: string): Field => ({ name, as: 'long' });
const text = (name: string): Field => ({ name, as: 'text' });
const yes = (name: string): Field => ({ name, as: 'yes' });
const later = (name: string): Field => ({ name, as: 'later' });
const AMOUNT: Field = { name: 'amount', as: 'yuan' };
const WAY: Field = { name: 'way', as: 'one', words: 'way', of: WAYS };

/** What each step asks for, in the order in which it is thought of. */
export const ACT_FIELDS: Readonly<Record<ActName, readonly Field[]>> = {
  screen: [DAY, { name: 'harm', as: 'one', words: 'harm', of: HARMS }, long('note')],
  check: [DAY, long('findings'), yes('slight'), yes('redline'), yes('repeat')],
  start: [DAY, long('reason')],
  'not-start': [DAY, { name: 'ground', as: 'one', words: 'ground', of: NOT_START_GROUNDS }, long('reason')],
  assess: [
    DAY,
    { name: 'method', as: 'one', words: 'method', of: ASSESSMENTS },
    text('assessor'),
    yes('undisputed'),
    long('report'),
    { name: 'estimate', as: 'estimate' },
    { name: 'items', as: 'items' },
  ],
  'confirm-assessment': [DAY, long('statement')],
  'give-notice': [DAY, { name: 'deliveredOn', as: 'day' }, later('meetingOn'), text('place')],
  meet: [DAY, text('people'), long('minutes')],
  agree: [DAY, WAY, AMOUNT, { name: 'parts', as: 'parts' }, long('plan'), later('due')],
  fail: [DAY, long('reason')],
  sue: [DAY, text('court'), long('claim')],
  'record-judgment': [DAY, text('number'), AMOUNT, WAY, later('due'), long('plan')],
  'apply-confirmation': [DAY, text('court')],
  'record-confirmation': [DAY, yes('granted'), text('number')],
  pay: [DAY, AMOUNT],
  restore: [DAY, long('work'), yes('finished')],
  'assess-effect': [DAY, yes('reached'), text('assessor'), long('report')],
  'waive-effect': [DAY, text('clause'), long('reason')],
  publish: [DAY, { name: 'what', as: 'one', words: 'what', of: PUBLISHED }, long('summary')],
  close: [DAY, long('result')],
};

/** Fields that have another name in a step than their own. */
const LABELS: Readonly<Partial<Record<ActName, Readonly<Record<string, string>>>>> = {
  'record-judgment': { number: 'field.judgment' },
  'record-confirmation': { number: 'field.confirmation' },
  'assess-effect': { report: 'field.effect' },
};
/** Key of the words before a field. */
export const labelOf = (act: ActName, { name }: Field): string => LABELS[act]?.[name] ?? `field.${name}`;
