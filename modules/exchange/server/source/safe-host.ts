import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { TarimError } from '@tarim/kernel';
import { exchangeErrors as E } from '../errors.ts';

/** Addresses that are not of the public internet (IANA special-purpose registries, RFC 6890 and later entries). */
const SPECIAL = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  SPECIAL.addSubnet(net, bits, 'ipv4');
const PUBLIC_V6 = new BlockList();
PUBLIC_V6.addSubnet('2000::', 3, 'ipv6');
const SPECIAL_V6 = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  SPECIAL_V6.addSubnet(net, bits, 'ipv6');

/** May anybody reach it from anywhere? Mapped, translated and tunnelled addresses are not taken for public ones. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !SPECIAL.check(address, 'ipv4');
  return family === 6 && PUBLIC_V6.check(address, 'ipv6') && !SPECIAL_V6.check(address, 'ipv6');
}

export interface AllowedAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * The address that a name stands for, to be connected to as it is: looked up once, so that a second answer of the name cannot
 * lead elsewhere. Private and reserved ones are refused unless the name with its port is allowed.
 * @throws TarimError EXCHANGE_ADDRESS_REFUSED, EXCHANGE_UNREACHABLE
 */
export async function safeAddress(
  host: string,
  port: number,
  allowed: readonly AllowedAddress[],
): Promise<{ address: string; family: 4 | 6 }> {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  const trusted = allowed.some((one) => one.host.toLowerCase() === name && one.port === port);
  let found: { address: string; family: number }[];
  if (isIP(name)) found = [{ address: name, family: isIP(name) }];
  else
    try {
      found = await lookup(name, { all: true });
    } catch (cause) {
      throw new TarimError(
        E.unreachable,
        { reason: (cause as NodeJS.ErrnoException).code ?? 'DNS' },
        { cause },
      );
    }
  const good = found.find(({ address }) => trusted || isPublicAddress(address));
  // One private answer among public ones is how names are turned against those who look them up twice.
  if (!good || (!trusted && found.some(({ address }) => !isPublicAddress(address))))
    throw new TarimError(E.addressRefused, { host: name.slice(0, 120), port });
  return good as { address: string; family: 4 | 6 };
}
