import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import type { Enterprise, EnterpriseInput } from '../../contract.ts';
import { registryErrors } from '../errors.ts';
import { enterpriseById } from '../sql/pages.ts';
import { setEnterpriseActive, writeEnterprise } from '../writing/enterprise.ts';
import { type Writing, write } from '../writing/writing.ts';

type Input = Static<typeof EnterpriseInput>;

async function known(w: Writing, id: number): Promise<Enterprise> {
  const enterprise = await enterpriseById(w.tx, id);
  if (!enterprise) throw new TarimError(registryErrors.enterpriseUnknown, { id });
  return enterprise;
}

/** Registers an enterprise, or changes the one of this id. @throws TarimError REGISTRY_USCC_INVALID (GB 32100-2015) and others */
export function saveEnterprise(
  ctx: Context,
  actor: Actor,
  id: number | null,
  input: Input,
): Promise<Enterprise> {
  return write(ctx, actor, async (w) => {
    const old = id === null ? null : await known(w, id);
    const saved = await writeEnterprise(w, old, input);
    await ctx.audit.record(w.tx, {
      actor,
      action: old ? 'registry.enterprise.updated' : 'registry.enterprise.created',
      subject: input.uscc,
      unitPath: input.unitPath,
      detail: { name: input.name },
    });
    return known(w, saved);
  });
}

/** Takes an enterprise out of use, or back into it. */
export function switchEnterprise(
  ctx: Context,
  actor: Actor,
  id: number,
  active: boolean,
  reason: string,
): Promise<Enterprise> {
  return write(ctx, actor, async (w) => {
    const enterprise = await known(w, id);
    await setEnterpriseActive(w, enterprise, active);
    await ctx.audit.record(w.tx, {
      actor,
      action: active ? 'registry.enterprise.reopened' : 'registry.enterprise.closed',
      subject: enterprise.uscc,
      unitPath: enterprise.unitPath,
      detail: { reason },
    });
    return known(w, id);
  });
}
