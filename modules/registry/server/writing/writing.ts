import type { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { type Issue, issue } from '../domain/issue.ts';
import { registryErrors } from '../errors.ts';
import { stored } from '../sql/write.ts';
import { Effects } from './effects.ts';

/** A transaction in the name of a person, with what it will tell the other modules if it holds. */
export interface Writing {
  readonly ctx: Context;
  readonly tx: Tx;
  readonly actor: Actor;
  readonly effects: Effects;
}

/** Runs `body` in the person's name and publishes what it did, all or nothing. */
export function write<T>(ctx: Context, actor: Actor, body: (w: Writing) => Promise<T>): Promise<T> {
  return asActor(ctx, actor, 'registry.write', async (tx) => {
    const effects = new Effects();
    const result = await body({ ctx, tx, actor, effects });
    await effects.publish(ctx, tx);
    return result;
  });
}

/** @throws TarimError FORBIDDEN unless the person's post covers each of these units */
export function requireUnits(w: Writing, unitPaths: readonly (string | undefined)[]): void {
  for (const unitPath of new Set(unitPaths))
    if (unitPath !== undefined) w.ctx.policy.require(w.actor, 'registry.write', { unitPath });
}

/** A unit that nobody has would be an object that nobody is competent for. */
export async function unitIssue(w: Writing, path: string): Promise<Issue | null> {
  return (await unitByPath(w.tx, path)) ? null : issue(registryErrors.unitUnknown, { path }, 'unitPath');
}

/** The row as it will be: absent fields stay. */
export function merged<Old extends object, Input extends object>(old: Old | null, input: Input): Old & Input {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return { ...old, ...Object.fromEntries(given) } as Old & Input;
}

/** Whether an input would change anything of a row. */
export function differs(old: object, input: object): boolean {
  return Object.entries(input).some(
    ([field, value]) =>
      value !== undefined &&
      same(stored(field, value)) !== same((old as Readonly<Record<string, unknown>>)[field]),
  );
}

/** Objects by their content, whatever the order of their keys (JSONB has its own). */
function same(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Turns a broken unique constraint into the coded error that says what is taken. */
export async function conflicts<T>(
  errors: Readonly<Record<string, () => TarimError>>,
  body: () => Promise<T>,
): Promise<T> {
  try {
    return await body();
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    const known = code === '23505' && constraint ? errors[constraint] : undefined;
    throw known ? known() : error;
  }
}
