import { type ActName, NOT_ACCEPT_GROUNDS, VERDICTS } from '../contract.ts';

/** How a figure of a step is put in. */
export type Field =
  | {
      readonly name: string;
      readonly as: 'day' | 'text' | 'long' | 'yes' | 'enterprise' | 'similar' | 'unit';
      /** May stay empty. */
      readonly free?: boolean;
    }
  | {
      readonly name: string;
      readonly as: 'one';
      readonly words: string;
      readonly of: readonly string[];
      readonly free?: false;
    };

const DAY: Field = { name: 'on', as: 'day' };
const long = (name: string): Field => ({ name, as: 'long' });
const text = (name: string): Field => ({ name, as: 'text' });
const yes = (name: string): Field => ({ name, as: 'yes' });
const NOTE: Field = { name: 'note', as: 'text', free: true };

/** What each step asks for, in the order in which it is thought of. */
export const ACT_FIELDS: Readonly<Record<ActName, readonly Field[]>> = {
  accept: [
    DAY,
    { name: 'enterpriseId', as: 'enterprise', free: true },
    text('object'),
    long('suspected'),
    yes('clue'),
  ],
  'not-accept': [DAY, { name: 'ground', as: 'one', words: 'ground', of: NOT_ACCEPT_GROUNDS }, long('reason')],
  transfer: [DAY, text('to'), long('reason')],
  merge: [DAY, { name: 'into', as: 'similar' }, text('reason')],
  assign: [DAY, { name: 'unitPath', as: 'unit' }, NOTE],
  object: [DAY, long('reason')],
  'ask-extension': [DAY, long('reason')],
  'decide-extension': [DAY, yes('granted'), long('reason')],
  handle: [
    DAY,
    long('findings'),
    long('measures'),
    { name: 'verdict', as: 'one', words: 'verdict', of: VERDICTS },
  ],
  rework: [DAY, long('reason')],
  reply: [DAY, long('text')],
  publish: [DAY, long('what'), long('outcome')],
  'decide-review': [DAY, yes('changed'), long('opinion')],
  'answer-retaliation': [DAY, long('text')],
  close: [DAY, NOTE],
};

/** What the reporter's steps say. */
export const REPORTER_FIELDS: Readonly<Record<string, readonly Field[]>> = {
  rate: [yes('satisfied'), NOTE],
  'ask-review': [long('reason')],
  'tell-retaliation': [long('text')],
};
