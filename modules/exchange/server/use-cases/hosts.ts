import type { Actor, Context } from '@tarim/platform';
import type { AllowedHost } from '../../contract.ts';
import { allowedHosts, replaceHosts } from '../sql/uploads.ts';

export const listHosts = async (ctx: Context): Promise<{ hosts: AllowedHost[] }> => ({
  hosts: await allowedHosts(ctx.db),
});

/** Opens or closes addresses within the house to pipelines, everywhere. */
export async function setHosts(
  ctx: Context,
  actor: Actor,
  hosts: readonly AllowedHost[],
): Promise<{ hosts: AllowedHost[] }> {
  await ctx.db.transaction().execute(async (tx) => {
    await replaceHosts(tx, hosts);
    await ctx.audit.record(tx, {
      actor,
      action: 'exchange.hosts.set',
      subject: 'exchange/hosts',
      detail: { hosts: hosts.map((one) => `${one.host}:${one.port}`) },
    });
  });
  return listHosts(ctx);
}
