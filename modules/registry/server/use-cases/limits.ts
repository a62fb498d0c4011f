import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import type { Limit, LimitInput } from '../../contract.ts';
import { registryErrors } from '../errors.ts';
import { limitById, pointById } from '../sql/pages.ts';
import { writeLimit } from '../writing/limit.ts';
import { type Writing, write } from '../writing/writing.ts';

async function known(w: Writing, id: number): Promise<Limit> {
  const limit = await limitById(w.tx, id);
  if (!limit) throw new TarimError(registryErrors.limitUnknown, { id });
  return limit;
}

/** Registers a limit, or corrects the one of this id; what it touches is judged again. */
export function saveLimit(
  ctx: Context,
  actor: Actor,
  id: number | null,
  input: Static<typeof LimitInput>,
): Promise<Limit> {
  return write(ctx, actor, async (w) => {
    const old = id === null ? null : await known(w, id);
    const limit = await known(w, await writeLimit(w, old, input));
    const point = await pointById(w.tx, limit.pointId);
    await ctx.audit.record(w.tx, {
      actor,
      action: old ? 'registry.limit.updated' : 'registry.limit.created',
      subject: `${point?.code}/${limit.code}`,
      unitPath: point?.unitPath,
      detail: { ...input },
    });
    return limit;
  });
}
