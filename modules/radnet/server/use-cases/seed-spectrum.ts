import { HOUR_MS } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import { addSpectrum } from './spectra.ts';

const BY: Actor = {
  userId: '00000000-0000-7000-8000-0000000000f6',
  name: '模拟谱仪',
  posts: [{ role: 'administrator', unitPath: '/' }],
};
/** Lines of natural radiation with their energies in keV and heights in counts: Bi-214, Bi-214, K-40, Tl-208. */
const LINES = [
  [609.3, 900],
  [1120.3, 260],
  [1460.8, 520],
  [2614.5, 150],
] as const;
const KEV_A_CHANNEL = 6;
const CHANNELS = 512;

/** A spectrum of a NaI(Tl) detector in natural radiation, by a formula: a continuum that falls, and lines of 7 % width at 662 keV. */
function spectrumText(): string {
  const rows = Array.from({ length: CHANNELS }, (_, i) => {
    const energy = (i + 0.5) * KEV_A_CHANNEL;
    const continuum = 4_000 * Math.exp(-energy / 420);
    const lines = LINES.map(([at, height]) => {
      const sigma = (0.07 * Math.sqrt(661.7 * at)) / 2.355;
      return height * Math.exp(-((energy - at) ** 2) / (2 * sigma ** 2));
    });
    return `${energy},${Math.round(lines.reduce((a, b) => a + b, continuum))}`;
  });
  return ['energy_keV,counts', ...rows].join('\n');
}

/** One simulated spectrum at each simulated gamma station, of the hour before. */
export async function seedDemoSpectra(ctx: Context): Promise<void> {
  const stations = (await listPoints(ctx.db, { kind: 'radiation' })).filter(({ simulated }) => simulated);
  const bytes = Buffer.from(spectrumText(), 'utf8');
  for (const { id } of stations.slice(0, 3))
    await addSpectrum(
      ctx,
      BY,
      id,
      {
        takenAt: new Date(ctx.clock.now() - HOUR_MS).toISOString(),
        liveSeconds: 300,
        detector: 'NaI(Tl)（模拟）',
      },
      { bytes, name: '能谱（模拟）.csv' },
    );
}
