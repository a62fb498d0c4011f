import { randomUUID } from 'node:crypto';
import type { Context } from '@tarim/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { signIn } from '../contract.ts';
import { hashOf } from './domain/throttle.ts';

const MAX_AGE_S = 180 * 86_400;

/** One cookie an account, so that colleagues at one machine do not take it from each other. */
const cookieOf = (account: string) => `tarim_known_${hashOf(account).slice(0, 8)}`;

/** The browser's own number, if this account has signed in with it before; sealed, so that nobody invents one. */
export function knownDevice(ctx: Context, request: FastifyRequest, account: string): string | null {
  const sealed = request.cookies?.[cookieOf(account)];
  if (!sealed) return null;
  try {
    const { account: whose, device } = JSON.parse(ctx.secrets.open(sealed)) as Record<string, string>;
    return whose === account ? (device ?? null) : null;
  } catch {
    return null;
  }
}

export function rememberDevice(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  account: string,
): void {
  const device = knownDevice(ctx, request, account) ?? randomUUID();
  reply.setCookie(cookieOf(account), ctx.secrets.seal(JSON.stringify({ account, device })), {
    path: signIn.path,
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: MAX_AGE_S,
  });
}
