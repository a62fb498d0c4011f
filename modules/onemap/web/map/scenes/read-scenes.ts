import { listMapScenes, type MapScene } from '@tarim/imagery/contract';
import { call } from '@tarim/platform/contract';

/** Of a route's list. */
const AT_ONCE = 100;

/** Scenes by their ids; those that the reader may not see are missing. */
export async function readScenes(ids: readonly number[]): Promise<readonly MapScene[]> {
  const found: MapScene[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const { scenes } = await call(listMapScenes, { query: { ids: ids.slice(at, at + AT_ONCE).join() } });
    found.push(...scenes);
  }
  return found;
}
