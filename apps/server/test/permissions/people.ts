import type { Post } from '@tarim/platform';
import { ENTERPRISE, NEIGHBOUR, TARGET_UNIT } from './objects.ts';

/** The password of all of them. */
export const PASSWORD = 'Tarim-2026';

const post = (role: Post['role'], unitPath: string, enterpriseId?: number): Post => ({
  role,
  unitPath,
  ...(enterpriseId === undefined ? {} : { enterpriseId }),
});

/**
 * Who asks: the roles of the demonstration at their units, the people of the enterprise that the target belongs to and of
 * its neighbour, the same powers in the other hierarchy, and somebody without a post. The columns of the table.
 */
export const PEOPLE = {
  anon: null,
  admin: [post('administrator', '/')],
  /** Administers the hierarchy of the target. */
  adminR: [post('administrator', '/650000/')],
  /** Administers a division of the other hierarchy. */
  adminBT: [post('administrator', '/BT/BT08/')],
  duty: [post('duty-officer', '/650000/')],
  dutyBT: [post('duty-officer', '/BT/')],
  /** The station of the prefecture that the target lies in. */
  station: [post('monitoring-station', '/650000/650100/')],
  stationBT: [post('monitoring-station', '/BT/BT08/')],
  /** In another prefecture of the same hierarchy. */
  officer: [post('enforcement-officer', '/650000/652300/')],
  radiation: [post('radiation-supervisor', '/650000/')],
  planner: [post('planner', '/650000/')],
  plannerBT: [post('planner', '/BT/')],
  auditor: [post('auditor', '/')],
  own: [post('enterprise', TARGET_UNIT, ENTERPRISE)],
  other: [post('enterprise', TARGET_UNIT, NEIGHBOUR)],
  nopost: [],
} as const satisfies Readonly<Record<string, readonly Post[] | null>>;

export type Who = keyof typeof PEOPLE;
export const EVERYBODY = Object.keys(PEOPLE) as Who[];
