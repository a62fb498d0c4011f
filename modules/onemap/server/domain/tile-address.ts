import { TarimError } from '@tarim/kernel';
import { onemapErrors as E } from '../errors.ts';

/** `{z}`, `{TileMatrix}` … */
const PLACEHOLDER = /\{([^{}]*)\}/g;
/** Nothing that ends a header, an attribute or a string; browsers also read `\` as `/`. */
const STRANGE = /[\s\\<>"'`^|]/;
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)$/;
/** Parameters whose value is a secret. */
const SECRET =
  /^(tk|ak|key|apikey|api_key|api-key|token|access_token|accesstoken|signature|sig|password|pwd)$/i;

export interface AddressRules {
  /** Placeholders that must stand in it. */
  readonly needs: readonly string[];
  /** Placeholders that may stand in it besides `{key}` and `{s}`. */
  readonly may?: readonly string[];
  readonly subdomains: readonly string[];
  readonly hasKey: boolean;
}

/**
 * Whether browsers may be sent to an address of tiles: plain HTTP or HTTPS, a fixed server, no person's name and password in it, and
 * keys only where they are kept apart.
 * @returns the servers (origins) that it leads to
 * @throws TarimError ONEMAP_TILE_ADDRESS_SCHEME, …_CREDENTIALS, …_UNREADABLE, …_PLACEHOLDER, …_KEY, ONEMAP_BASE_MAP_KEY_MISSING
 */
export function tileOrigins(address: string, rules: AddressRules): string[] {
  const found = [...address.matchAll(PLACEHOLDER)].map((one) => one[1]!);
  const allowed = new Set([...rules.needs, ...(rules.may ?? []), 'key', 's']);
  const unknown = found.find((one) => !allowed.has(one));
  if (unknown !== undefined) throw new TarimError(E.tileAddressPlaceholder, { name: `{${unknown}}` });
  const missing = rules.needs.find((one) => !found.includes(one));
  if (missing) throw new TarimError(E.tileAddressIncomplete, { name: `{${missing}}` });
  if (found.includes('key') && !rules.hasKey) throw new TarimError(E.baseMapKeyMissing);
  if (found.includes('s') !== rules.subdomains.length > 0) throw new TarimError(E.tileAddressSubdomains);
  const hosts = found.includes('s') ? rules.subdomains : [''];
  return [...new Set(hosts.map((host) => originOf(address, host)))];
}

function originOf(address: string, subdomain: string): string {
  const filled = (fill: string) =>
    address.replace(PLACEHOLDER, (_whole, name: string) => (name === 's' ? subdomain : fill));
  const url = parsed(filled('0'));
  // The number of a tile must not choose the server.
  if (parsed(filled('1')).origin !== url.origin)
    throw new TarimError(E.tileAddressPlaceholder, { name: url.hostname });
  for (const [name] of url.searchParams)
    if (SECRET.test(name) && !new RegExp(`[?&]${name}=\\{key\\}`, 'i').test(address))
      throw new TarimError(E.tileAddressKey, { name });
  return url.origin;
}

function parsed(address: string): URL {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
    throw new TarimError(E.tileAddressScheme, { scheme });
  if (STRANGE.test(address) || !/^https?:\/\//i.test(address) || !URL.canParse(address))
    throw new TarimError(E.tileAddressUnreadable);
  const url = new URL(address);
  if (url.username || url.password) throw new TarimError(E.tileAddressCredentials);
  if (!HOST.test(url.hostname) || url.hash) throw new TarimError(E.tileAddressUnreadable);
  return url;
}
