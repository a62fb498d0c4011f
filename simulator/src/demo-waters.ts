import type { Scenario } from './scenario.ts';

type Place = Pick<Scenario['places'][number], 'lon' | 'lat'>;

interface Waters {
  readonly basin: string;
  readonly river: string;
  /** Which way it runs, to number sections from its source down. */
  readonly runs: 'west' | 'east' | 'north' | 'south';
  holds(place: Place): boolean;
}

/** By plain boxes, not by watersheds: an assignment that is made up like the sites themselves. The first that holds counts. */
const WATERS: readonly Waters[] = [
  {
    basin: '额尔齐斯河流域',
    river: '额尔齐斯河',
    runs: 'west',
    holds: ({ lat, lon }) => lat > 46.6 && lon > 85.3,
  },
  {
    basin: '伊犁河流域',
    river: '伊犁河',
    runs: 'west',
    holds: ({ lat, lon }) => lon < 85 && lat > 42.6 && lat < 44.4,
  },
  {
    basin: '准噶尔内流区',
    river: '额敏河',
    runs: 'west',
    holds: ({ lat, lon }) => lat > 45.6 && lon <= 85.3,
  },
  {
    basin: '准噶尔内流区',
    river: '博尔塔拉河',
    runs: 'east',
    holds: ({ lat, lon }) => lat >= 44.4 && lon < 83.6,
  },
  {
    basin: '准噶尔内流区',
    river: '玛纳斯河',
    runs: 'north',
    holds: ({ lat, lon }) => lat > 43.4 && lon < 87,
  },
  {
    basin: '准噶尔内流区',
    river: '乌鲁木齐河',
    runs: 'north',
    holds: ({ lat, lon }) => lat > 43.4 && lon < 91.5,
  },
  {
    basin: '吐哈内流区',
    river: '白杨河',
    runs: 'south',
    holds: ({ lat, lon }) => lat > 41.5 && lon > 88,
  },
  {
    basin: '塔里木河流域',
    river: '开都—孔雀河',
    runs: 'east',
    holds: ({ lat, lon }) => lon > 85.3 && lat > 40.8,
  },
  { basin: '塔里木河流域', river: '和田河', runs: 'north', holds: ({ lat, lon }) => lat < 38 && lon < 81.5 },
  {
    basin: '塔里木河流域',
    river: '车尔臣河',
    runs: 'north',
    holds: ({ lat, lon }) => lat < 39 && lon >= 81.5,
  },
  { basin: '塔里木河流域', river: '喀什噶尔河', runs: 'east', holds: ({ lon }) => lon < 78.2 },
  { basin: '塔里木河流域', river: '塔里木河', runs: 'east', holds: () => true },
];

/** Basin, river and place along it of a simulated section. */
export function demoWaters(place: Place): { basin: string; river: string; order: number; watersBy: string } {
  const { basin, river, runs } = WATERS.find((one) => one.holds(place))!;
  const { lon, lat } = place;
  const along = { west: -lon, east: lon, north: lat, south: -lat }[runs];
  return { basin, river, order: Math.round(along * 100), watersBy: '模拟划分' };
}
