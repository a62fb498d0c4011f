import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static } from '@tarim/platform';
import { validateUscc } from '@tarim/science';
import type { Enterprise, EnterpriseInput } from '../../contract.ts';
import { registryErrors } from '../errors.ts';
import { enterpriseById } from '../sql/pages.ts';
import { insertRow, updateRow } from '../sql/write.ts';
import { conflicts } from './conflicts.ts';

type Input = Static<typeof EnterpriseInput>;

/** @throws TarimError REGISTRY_USCC_INVALID (GB 32100-2015) */
export function requireUscc(uscc: string): void {
  const [problem] = validateUscc(uscc);
  if (problem) throw new TarimError(registryErrors.usccInvalid, { uscc, reason: problem.message });
}

export async function createEnterprise(ctx: Context, actor: Actor, input: Input): Promise<Enterprise> {
  ctx.policy.require(actor, 'registry.write', { unitPath: input.unitPath });
  requireUscc(input.uscc);
  return conflicts(
    { enterprise_uscc_key: () => new TarimError(registryErrors.usccTaken, { uscc: input.uscc }) },
    () =>
      asActor(ctx, actor, 'registry.write', async (tx) => {
        const id = await insertRow(tx, 'enterprise', input);
        await ctx.audit.record(tx, {
          actor,
          action: 'registry.enterprise.created',
          subject: input.uscc,
          unitPath: input.unitPath,
          detail: { name: input.name },
        });
        return (await enterpriseById(tx, id))!;
      }),
  );
}

export async function updateEnterprise(
  ctx: Context,
  actor: Actor,
  id: number,
  input: Input,
): Promise<Enterprise> {
  const old = await enterpriseById(ctx.db, id);
  if (!old) throw new TarimError(registryErrors.enterpriseUnknown, { id });
  for (const unitPath of [old.unitPath, input.unitPath])
    ctx.policy.require(actor, 'registry.write', { unitPath });
  requireUscc(input.uscc);
  return conflicts(
    { enterprise_uscc_key: () => new TarimError(registryErrors.usccTaken, { uscc: input.uscc }) },
    () =>
      asActor(ctx, actor, 'registry.write', async (tx) => {
        if (!(await updateRow(tx, 'enterprise', id, input)))
          throw new TarimError(registryErrors.enterpriseUnknown, { id });
        await ctx.audit.record(tx, {
          actor,
          action: 'registry.enterprise.updated',
          subject: input.uscc,
          unitPath: input.unitPath,
        });
        return (await enterpriseById(tx, id))!;
      }),
  );
}
