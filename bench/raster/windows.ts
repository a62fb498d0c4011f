import { openRaster } from '../../packages/raster/src/index.ts';
import { randomOf } from '../../packages/raster/src/testkit/index.ts';
import { SIDE } from './scene.ts';
import { seconds, type TaskMaker, timed } from './task.ts';

const COUNT = 200;
const SIZE = 512;
const CACHE = 64 << 20;

/** Windows at random places, one after the other, one thread; files stay open, caches begin empty. */
export const windowTask: TaskMaker = ({ paths: { nir1 }, peer }) => {
  const random = randomOf(3);
  const at = Array.from({ length: COUNT }, () => [
    Math.floor(random() * (SIDE - SIZE)),
    Math.floor(random() * (SIDE - SIZE)),
  ]);
  let [own, theirs] = [0, 0];
  return {
    title: `${COUNT} windows of ${SIZE}²`,
    ...seconds,
    contenders: [
      {
        label: 'ours',
        against: 'GDAL',
        goal: '1 ×',
        async run() {
          const raster = openRaster(nir1, { limits: { cacheBytes: CACHE } });
          const took = await timed(() => {
            own = 0;
            for (const [x, y] of at) own += raster.read(1, { x: x!, y: y!, width: SIZE, height: SIZE })[0]!;
          });
          raster.close();
          return took;
        },
      },
      {
        label: 'GDAL',
        async run() {
          const answer = await peer.ask('windows', { path: nir1, at, size: SIZE, cache: CACHE });
          theirs = answer.total as number;
          return answer;
        },
      },
    ],
    close() {
      if (own !== theirs) throw new Error(`windows differ: ${own} ≠ ${theirs}`);
      return [];
    },
  };
};
