import type { Request } from '@tarim/hj212';
import { TarimError } from '@tarim/kernel';
import { telemetryErrors } from '../errors.ts';

/** One argument of a command as a form shows it. */
export interface CommandArgument {
  readonly name: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly kind: 'time' | 'integer' | 'text' | 'factor' | 'secret' | 'choice';
  readonly required: boolean;
  readonly min?: number;
  readonly max?: number;
}

export interface CommandType {
  readonly name: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** Changes the device: pages ask for confirmation. */
  readonly changes: boolean;
  readonly args: readonly CommandArgument[];
  readonly build: (args: Args, now: number) => Request;
}

/** Arguments as they came from a page; read by the helpers below, which complain in coded errors. */
export class Args {
  readonly #command: string;
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(command: string, values: Readonly<Record<string, unknown>>) {
    this.#command = command;
    this.#values = values;
  }

  #bad(name: string): never {
    throw new TarimError(telemetryErrors.commandInvalid, { command: this.#command, reason: name });
  }

  time(name: string): number {
    const ms = Date.parse(String(this.#values[name] ?? ''));
    return Number.isNaN(ms) ? this.#bad(name) : ms;
  }

  integer(name: string): number {
    const value = Number(this.#values[name]);
    return Number.isInteger(value) ? value : this.#bad(name);
  }

  number(name: string): number {
    const value = this.#values[name];
    const given = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
    return given && Number.isFinite(Number(value)) ? Number(value) : this.#bad(name);
  }

  text(name: string): string {
    const value = this.#values[name];
    return typeof value === 'string' && value.length > 0 && value.length <= 64 ? value : this.#bad(name);
  }

  optionalText(name: string): string | undefined {
    return this.#values[name] === undefined || this.#values[name] === '' ? undefined : this.text(name);
  }

  choice<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.text(name) as T;
    return choices.includes(value) ? value : this.#bad(name);
  }
}

export const arg = (
  name: string,
  kind: CommandArgument['kind'],
  titleZh: string,
  titleEn: string,
  range: { min?: number; max?: number } = {},
  required = true,
): CommandArgument => ({
  name,
  kind,
  titleZh,
  titleEn,
  required,
  ...range,
});
/** The factor that a request is about. */
export const factor = arg('polId', 'factor', '因子编码', 'Factor');
export const period = [arg('begin', 'time', '开始时间', 'From'), arg('end', 'time', '结束时间', 'To')];

export function type(
  name: string,
  titleZh: string,
  titleEn: string,
  changes: boolean,
  args: readonly CommandArgument[],
  build: CommandType['build'],
): CommandType {
  return { name, titleZh, titleEn, changes, args, build };
}

/** A call for stored data of a period. */
export const history = (
  of: 'minute' | 'hour' | 'day' | 'runtime' | 'alarm',
  titleZh: string,
  titleEn: string,
): CommandType =>
  type(`history-${of}`, titleZh, titleEn, false, period, (a) => ({
    kind: 'history',
    of,
    begin: a.time('begin'),
    end: a.time('end'),
  }));
