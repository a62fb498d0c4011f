import { greatCircleKm } from '@tarim/science';
import { VISIT_PARAMETERS } from '@tarim/standards';
import type { VisitTurn } from '../../contract.ts';
import type { TracedRecord } from '../sql/turns.ts';

/** Its turn, and where records tell more: arrived (到达围栏内), sealed (现场笔录已封存). */
export type Progress = VisitTurn | 'arrived' | 'sealed';

export interface LastFix {
  readonly lon: number;
  readonly lat: number;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * How far a visit is and where its team was last, from what devices have sent of it by now: nobody is followed, so a team that has
 * sent nothing has no place. A fix counts as arrival when the fence holds it even with its own error (68 %) added.
 */
export function progressOf(
  turn: VisitTurn,
  records: readonly Pick<TracedRecord, 'form' | 'fixes'>[],
  place: { readonly lon: number; readonly lat: number } | null,
): { progress: Progress; last: LastFix | null } {
  const fixes = records.flatMap((one) => one.fixes);
  const last = fixes.reduce<(typeof fixes)[number] | null>(
    (latest, one) => (latest && latest.at >= one.at ? latest : one),
    null,
  );
  const arrived =
    place !== null &&
    fixes.some(
      ({ place: [lon, lat], accuracy }) =>
        greatCircleKm({ lon, lat }, place) * 1_000 + (accuracy ?? 0) <= VISIT_PARAMETERS.fenceMetres,
    );
  const sealed = records.some(({ form }) => form === 'site');
  return {
    progress: turn === 'done' && sealed ? 'sealed' : turn === 'under-way' && arrived ? 'arrived' : turn,
    last: last && { lon: last.place[0], lat: last.place[1], at: last.at },
  };
}
