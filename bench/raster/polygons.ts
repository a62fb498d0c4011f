import { componentsOf, maskWhere, runsOf, traceOutlines } from '../../packages/raster/src/index.ts';
import { LEAST, THRESHOLD } from './change.ts';
import { GRID } from './scene.ts';
import { milliseconds, type TaskMaker, timed } from './task.ts';

/** The mask of the change task in memory → rings in memory. */
export const polygonTask: TaskMaker = async ({ paths: { red1, nir1, red2, nir2 }, peer }) => {
  const names = ['R1', 'N1', 'R2', 'N2'];
  const { mask } = await maskWhere(
    GRID,
    [red1, nir1, red2, nir2].map((path) => ({ path, band: 1 })),
    names.map((name) => ({ name, scale: 1, offset: 0 })),
    [],
    `abs((N2 - R2) / (N2 + R2) - (N1 - R1) / (N1 + R1)) > ${THRESHOLD}`,
  );
  await peer.ask('keepMask', { paths: [red1, nir1, red2, nir2], threshold: THRESHOLD });
  let [own, theirs] = [0, 0];
  return {
    title: 'polygons alone',
    ...milliseconds,
    contenders: [
      {
        label: 'ours',
        against: 'gdal.Polygonize',
        goal: '10 ×',
        run: () =>
          timed(() => {
            const runs = runsOf(mask);
            const components = componentsOf(runs, 4);
            own = traceOutlines(runs, components, (one) => components.cells[one]! * 100 >= LEAST).length;
          }),
      },
      {
        label: 'gdal.Polygonize',
        async run() {
          const answer = await peer.ask('polygonise', { least: LEAST });
          theirs = answer.kept as number;
          return answer;
        },
      },
    ],
    close: () => [`${own} and ${theirs} polygons`],
  };
};
