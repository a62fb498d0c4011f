import type { Problem } from '@tarim/kernel';
import type { Command } from '../command.ts';
import { evaluateCommand, isObject } from '../evaluate/evaluate-command.ts';
import { findingSchema, inputSchema } from '../evaluate/finding-schema.ts';
import { MAX_LINE_OF_SETS } from '../evaluate/lines.ts';
import { parseTime } from '../evaluate/time.ts';

export interface Calculator {
  /** `decay` */
  readonly name: string;
  /** What it does (Chinese, then English), an example and its answer, the members. */
  readonly help: string;
  readonly required: readonly string[];
  readonly input: Readonly<Record<string, object>>;
  readonly output: Readonly<Record<string, object>>;
  /** Members that are times, wherever they stand; the evaluation gets them as epoch ms. */
  readonly times?: readonly string[];
  readonly answer: (input: never) => { readonly problems: readonly Problem[] };
}

const END = `
数值也可写成带单位的文字（"40 Ci"、"5 ft"、"100 µSv/h"），成员名可带单位（activity_TBq）。
A figure may be text with its unit, and the name of a member may carry it.

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim radiation <name>`: NDJSON in, an answer a line, with the rules it rests on and how far they can be trusted. */
export function calculator({ name, help, required, input, output, times = [], answer }: Calculator): Command {
  const names = new Set(times);
  return evaluateCommand({
    name,
    words: `radiation ${name}`,
    longest: MAX_LINE_OF_SETS,
    help: `\ntarim radiation ${name} [--explain]  < lines.ndjson\n${help}${END}`,
    schema: { input: inputSchema(required, input), output: findingSchema(output) },
    answer: (line) => answer((names.size > 0 ? timed(line, names, 0) : line) as never),
  });
}

/** March 1973: a number below it is a year, a day or an hour, and no instant in milliseconds. */
const FIRST_INSTANT = 1e11;

/** Epoch ms, as a state of an earlier answer has them, or text; NaN: neither. */
function timeOf(given: string | number): number {
  if (typeof given === 'string') return parseTime(given) ?? Number.NaN;
  return given >= FIRST_INSTANT ? given : Number.NaN;
}

/** Times are found at the top and in lists of objects; deeper than that there are none. */
const DEEPEST = 3;

/** The same with times as epoch ms; what is no time becomes NaN, which the evaluation tells. */
function timed(value: unknown, names: ReadonlySet<string>, depth: number): unknown {
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((one) => timed(one, names, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      if (names.has(name) && (typeof one === 'string' || typeof one === 'number')) return [name, timeOf(one)];
      return [name, timed(one, names, depth + 1)];
    }),
  );
}

/** Pieces of the schemas. */
export const FIGURE = { type: ['number', 'null'] };
export const OBJECT = { type: ['object', 'null'] };
export const LIST = { type: 'array' };
export const WORD = { type: ['string', 'null'] };
/** A number, or text with its unit. */
export const QUANTITY = { type: ['number', 'string'] };
export const FLAG = { type: 'boolean' };
