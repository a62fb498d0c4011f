import { parseTime } from './evaluate/time.ts';

/** The call is wrong, in words for the person who made it: the message and the help go to standard error, exit code 2. */
export class BrokenCall extends Error {}

/** One option of a command: `flag` stands alone, the others take a value. */
export interface Option<T> {
  readonly takesValue: boolean;
  /** What holds when it is not given. */
  readonly absent: T;
  /** @throws BrokenCall */
  read(text: string, name: string): T;
}

export type Options = Readonly<Record<string, Option<unknown>>>;
export type Values<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never };

/**
 * Reads `--name value`, `--name=value` and `--flag`; the last of a repeated option holds.
 * @throws BrokenCall for whatever the command does not know or cannot read: nothing of a call is passed over
 */
export function readArguments<O extends Options>(argv: readonly string[], options: O): Values<O> {
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, option.absent]),
  );
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at]!;
    const [, name = '', inline] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
    const option = Object.hasOwn(options, name) ? options[name]! : null;
    if (!option) throw new BrokenCall(`不认识的参数 unknown argument: ${argument}`);
    if (!option.takesValue) {
      if (inline !== undefined) throw new BrokenCall(`--${name} 不带值 takes no value`);
      values[name] = option.read('', name);
      continue;
    }
    const text = inline ?? argv[++at];
    // `--data --port 1`: the value was forgotten. One that really begins so is written `--name=-value`.
    if (text === undefined || (inline === undefined && text.startsWith('--')))
      throw new BrokenCall(`--${name} 需要一个值 needs a value`);
    values[name] = option.read(text, name);
  }
  return values as Values<O>;
}

export const flag = (): Option<boolean> => ({ takesValue: false, absent: false, read: () => true });

export function text(): Option<string | null>;
export function text(absent: string): Option<string>;
export function text(absent: string | null = null): Option<string | null> {
  return {
    takesValue: true,
    absent,
    read: (value, name) => {
      if (value === '') throw new BrokenCall(`--${name} 需要一个值 needs a value`);
      return value;
    },
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly whole?: boolean;
}

/** A number within a range, both ends included. */
export function number(range: Range): Option<number | null>;
export function number(range: Range, absent: number): Option<number>;
export function number({ from, to, whole }: Range, absent: number | null = null): Option<number | null> {
  return {
    takesValue: true,
    absent,
    read: (value, name) => {
      // Number() also takes '', ' 1', '0x1f' and '1_0': what a person means by a number is plain digits.
      const read = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : Number.NaN;
      if (!(read >= from && read <= to) || (whole && !Number.isInteger(read)))
        throw new BrokenCall(
          whole
            ? `--${name} 应为 ${from} 至 ${to} 的整数 is a whole number from ${from} to ${to}`
            : `--${name} 应为 ${from} 至 ${to} 的数 is a number from ${from} to ${to}`,
        );
      return read;
    },
  };
}

export const port = (absent: number): Option<number> => number({ from: 1, to: 65_535, whole: true }, absent);
/** A position in the frame log. */
export const position = (): Option<number | null> =>
  number({ from: 0, to: Number.MAX_SAFE_INTEGER, whole: true });

/** ISO 8601 as epoch ms; Beijing time when it names no offset. */
export const time = (): Option<number | null> => ({
  takesValue: true,
  absent: null,
  read: (value, name) => {
    const read = parseTime(value);
    if (read === null) throw new BrokenCall(`--${name} 应为 ISO 8601 时间 is an ISO 8601 time`);
    return read;
  },
});

export const choice = <const T extends string>(words: readonly T[]): Option<T | null> => ({
  takesValue: true,
  absent: null,
  read: (value, name) => {
    const found = words.find((word) => word === value);
    if (found === undefined)
      throw new BrokenCall(`--${name} 应为 ${words.join('、')} 之一 is one of ${words.join(', ')}`);
    return found;
  },
});

/** An address of one of these protocols. */
export const address = (protocols: readonly string[]): Option<string | null> => ({
  takesValue: true,
  absent: null,
  read: (value, name) => {
    if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol))
      throw new BrokenCall(`--${name} 应为 ${protocols[0]}//… 地址 is an address ${protocols[0]}//…`);
    return value;
  },
});
