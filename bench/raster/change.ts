import { join } from 'node:path';
import { tarim } from './peer.ts';
import { seconds, type TaskMaker } from './task.ts';

export const THRESHOLD = 0.035;
/** Square metres: four cells. */
export const LEAST = 400;

/** Two dates → mask → patches of at least four cells, as GeoJSON. */
export const changeTask: TaskMaker = ({ folder, paths: { red1, nir1, red2, nir2 }, peer }) => {
  const memory: number[] = [];
  const theirs: number[] = [];
  let counts = { ours: { patches: 0, components: 0 }, theirs: { kept: 0, components: 0 } };
  return {
    title: 'two-date mask, clean-up, polygons',
    ...seconds,
    contenders: [
      {
        label: 'ours',
        against: 'numpy + GDAL',
        goal: '2 ×',
        async run() {
          const {
            seconds: clock,
            cpu,
            rss,
            told,
          } = await tarim([
            ...['raster', 'patches', '--reflectance', 'none', '--min-area', String(LEAST)],
            ...['--where', `abs((N2 - R2) / (N2 + R2) - (N1 - R1) / (N1 + R1)) > ${THRESHOLD}`],
            ...[
              '--bands',
              `N1=${nir1},R1=${red1},N2=${nir2},R2=${red2}`,
              '--out',
              join(folder, 'ours.geojson'),
            ],
          ]);
          memory.push(rss);
          counts = { ...counts, ours: { patches: told.patches!, components: told.components! } };
          return { seconds: clock, cpu };
        },
        memory: () => memory,
      },
      {
        label: 'numpy + GDAL',
        async run() {
          const {
            seconds: clock,
            cpu,
            rss,
            kept,
            components,
          } = await peer.ask('change', {
            paths: [red1, nir1, red2, nir2],
            threshold: THRESHOLD,
            least: LEAST,
            out: join(folder, 'theirs.geojson'),
          });
          theirs.push(rss);
          counts = { ...counts, theirs: { kept: kept as number, components: components as number } };
          return { seconds: clock, cpu };
        },
        memory: () => theirs,
      },
    ],
    close: () => [
      `${counts.ours.components} components, ${counts.ours.patches} patches; numpy + GDAL ${counts.theirs.components} and ${counts.theirs.kept}`,
    ],
  };
};
