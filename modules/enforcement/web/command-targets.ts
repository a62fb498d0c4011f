import type { CommandView, Progress } from '../contract.ts';

export const LAYERS = ['visit', 'team', 'task', 'clue', 'case'] as const;
export type Layer = (typeof LAYERS)[number];

/** Something on the map or in a list, with what its card needs. */
export interface Target {
  readonly key: string;
  readonly layer: Layer;
  readonly id: number;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly colour: string;
  readonly title: string;
  readonly unitPath: string;
}

export const PROGRESS_COLOUR: Readonly<Record<Progress, string>> = {
  undated: '#868e96',
  planned: '#1971c2',
  late: '#e8590c',
  'under-way': '#0c8599',
  arrived: '#2b8a3e',
  sealed: '#5c940d',
  done: '#495057',
};
const SEVERITY_COLOUR = { critical: '#a61e4d', warning: '#d6336c', info: '#faa2c1' } as const;
const CLUE_COLOUR = {
  green: '#fab005',
  yellow: '#f08c00',
  red: '#d9480f',
  done: '#868e96',
  paused: '#5f3dc4',
} as const;
export const LAYER_COLOUR: Readonly<Record<Layer, string>> = {
  visit: PROGRESS_COLOUR.planned,
  team: '#212529',
  task: SEVERITY_COLOUR.warning,
  clue: CLUE_COLOUR.yellow,
  case: '#c92a2a',
};

/** Everything that has a card; `t` are the words of enforcement. What was drawn last lies on top: teams. */
export function targetsOf(view: CommandView, t: (key: string) => string): Target[] {
  return [
    ...view.cases.map(
      ({ id, lon, lat, party, number, unitPath }): Target => ({
        key: `case-${id}`,
        layer: 'case',
        id,
        lon,
        lat,
        colour: LAYER_COLOUR.case,
        title: `${t('command.layer.case')} · ${party} · ${number}`,
        unitPath,
      }),
    ),
    ...view.clues.map(
      ({ id, lon, lat, object, code, clock, unitPath }): Target => ({
        key: `clue-${id}`,
        layer: 'clue',
        id,
        lon,
        lat,
        colour: CLUE_COLOUR[clock.light],
        title: `${t('command.layer.clue')} · ${object} · ${code}`,
        unitPath,
      }),
    ),
    ...view.tasks.map(
      ({ id, lon, lat, subject, code, severity, unitPath }): Target => ({
        key: `task-${id}`,
        layer: 'task',
        id,
        lon,
        lat,
        colour: SEVERITY_COLOUR[severity],
        title: `${t('command.layer.task')} · ${subject} · ${code}`,
        unitPath,
      }),
    ),
    ...view.visits.map(
      ({ id, lon, lat, enterprise, progress, unitPath }): Target => ({
        key: `visit-${id}`,
        layer: 'visit',
        id,
        lon,
        lat,
        colour: PROGRESS_COLOUR[progress],
        title: `${t('command.layer.visit')} · ${enterprise} · ${t(`progress.${progress}`)}`,
        unitPath,
      }),
    ),
    ...view.visits.flatMap(({ id, last, team, enterprise, unitPath }): Target[] =>
      last
        ? [
            {
              key: `team-${id}`,
              layer: 'team',
              id,
              lon: last.lon,
              lat: last.lat,
              colour: LAYER_COLOUR.team,
              title: `${t('command.layer.team')} · ${team.join('、')} · ${enterprise}`,
              unitPath,
            },
          ]
        : [],
    ),
  ];
}
