import { useNavigate } from '@tanstack/react-router';
import { useText } from '@tarim/ui';
import { PointMap } from '@tarim/ui/map';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { Clock, DeskCase, DeskClue, DeskVisit } from '../contract.ts';

const LIGHT: Readonly<Record<Clock['light'], string>> = {
  green: '#2b8a3e',
  yellow: '#e67700',
  red: '#c92a2a',
  done: '#868e96',
  paused: '#5f3dc4',
};
const VISIT = '#1971c2';

interface Task {
  readonly lon: number | null;
  readonly lat: number | null;
  readonly colour: string;
  readonly title: string;
  readonly to: string;
}

/** 任务地图: clues and cases by the light of their next term, visits in blue; a click leads there. */
export function DeskMap({
  clues,
  cases,
  visits,
}: {
  clues: readonly DeskClue[];
  cases: readonly DeskCase[];
  visits: readonly DeskVisit[];
}): ReactNode {
  const t = useText('enforcement');
  const navigate = useNavigate();
  const tasks = useMemo<Task[]>(
    () => [
      ...visits.map(({ lon, lat, enterprise, why, id }) => ({
        lon,
        lat,
        colour: VISIT,
        title: `${enterprise} · ${why}`,
        to: `/inspection/visits?visit=${id}`,
      })),
      ...clues.map(({ lon, lat, object, code, clock, id }) => ({
        lon,
        lat,
        colour: LIGHT[clock.light],
        title: `${object} · ${code}`,
        to: `/enforcement/clues?clue=${id}`,
      })),
      ...cases.map(({ lon, lat, party, number, next, id }) => ({
        lon,
        lat,
        colour: LIGHT[next?.light ?? 'done'],
        title: `${party} · ${number}`,
        to: `/enforcement/cases/${id}`,
      })),
    ],
    [clues, cases, visits],
  );
  const points = useMemo(
    () =>
      tasks.flatMap(({ lon, lat, colour, title }, id) =>
        lon === null || lat === null ? [] : [{ id, lon, lat, colour, title }],
      ),
    [tasks],
  );
  const open = useCallback(
    (id: number) => {
      const to = tasks[id]?.to;
      if (to) void navigate({ to: to as string });
    },
    [tasks, navigate],
  );
  return <PointMap points={points} height={380} onSelect={open} note={t('desk.mapNote')} />;
}
