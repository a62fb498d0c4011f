import { TarimError } from '@tarim/kernel';
import { optionsOfUrl, readOptions, wrong } from '../domain/options.ts';
import { parsePath, type ResourcePath } from '../domain/path.ts';
import { sensorthingsErrors } from '../errors.ts';

const PREFIX = 'v1.1/';
const LONGEST = 500;

export interface Topic {
  readonly path: ResourcePath;
  readonly select: readonly string[] | null;
}

/**
 * A topic of OGC 18-088 §14: a set, an entity or a property of one, as in addresses, with `$select` only:
 * `v1.1/Datastreams(1)/Observations?$select=phenomenonTime,result`.
 * @throws TarimError SENSORTHINGS_PATH_INVALID, SENSORTHINGS_OPTION_INVALID
 */
export function parseTopic(topic: string): Topic {
  const [address = '', ...rest] = topic.split('?');
  if (!address.startsWith(PREFIX) || topic.length > LONGEST || rest.length > 1)
    throw new TarimError(sensorthingsErrors.path, { reason: `a topic begins with ${PREFIX}` });
  const given = optionsOfUrl(rest.length > 0 ? `?${rest[0]}` : '');
  for (const name of given.keys()) if (name !== '$select') throw wrong(name, 'topics know $select only');
  const path = parsePath(address.slice(PREFIX.length));
  if (path.ending) throw new TarimError(sensorthingsErrors.path, { reason: path.ending });
  return { path, select: readOptions(given).select };
}

/** Where a message writes: the address below the root. @throws TarimError SENSORTHINGS_PATH_INVALID */
export function writingUrl(topic: string): string {
  const { path, select } = parseTopic(topic);
  if (select || path.property) throw new TarimError(sensorthingsErrors.path, { reason: 'a set is needed' });
  return `/${topic.slice(PREFIX.length)}`;
}
