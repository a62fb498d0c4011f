import { route, type Static, Type } from '@tarim/platform/contract';
import { Day, orNull, UnitPath } from './parts.ts';

/** drawn 双随机, task 督办任务, clue 线索, exempt 不计频次的其他缘由, counted 计入频次的另行安排. */
export const VISIT_KINDS = ['drawn', 'task', 'clue', 'exempt', 'counted'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/**
 * Figures of the visits of a unit (移动执法指标). A share is null where there is nothing to divide by; what is not recorded has no
 * figure.
 */
export const VisitFigures = Type.Object({
  unitPath: Type.String(),
  /** Planned in the period, by what they were planned for. */
  visits: Type.Integer(),
  kinds: Type.Object({
    drawn: Type.Integer(),
    task: Type.Integer(),
    clue: Type.Integer(),
    exempt: Type.Integer(),
    counted: Type.Integer(),
  }),
  done: Type.Integer(),
  /** Of those with an appointment and a record of the site: begun in time. */
  appointed: Type.Integer(),
  onTime: orNull(Type.Number()),
  /** Of those done: a record of the site whose list is answered to the end. */
  checklist: orNull(Type.Number()),
  /** Of those done: a record of the site signed by two different officers. */
  twoSigned: orNull(Type.Number()),
  /** Of those done: a film among the evidence. */
  filmed: orNull(Type.Number()),
  /** Pieces of evidence for each visit done. */
  evidence: orNull(Type.Number()),
  /** Found and ordered to be corrected, or corrected at once; those that are. */
  problems: Type.Integer(),
  rectified: orNull(Type.Number()),
  /** Ways that were recorded, km. */
  km: Type.Number(),
  /** From the seal on the device to the server, hours, the middle one. */
  syncHours: orNull(Type.Number()),
  /** Acts that do not follow on from what the device sent before. */
  unchained: Type.Integer(),
  /** Records of the site with a stretch without evidence. */
  gaps: Type.Integer(),
  simulated: Type.Boolean(),
});
export type VisitFigures = Static<typeof VisitFigures>;

export const visitStatistics = route({
  id: 'inspection.visitStatistics',
  method: 'GET',
  path: '/api/inspection/statistics',
  summary: '检查统计：按单位与人员，安排日在期间内；未记录的不估算',
  access: 'inspection.read',
  query: Type.Object({ from: Day, to: Day, unit: Type.Optional(UnitPath) }),
  response: Type.Object({
    units: Type.Array(VisitFigures),
    total: orNull(VisitFigures),
    officers: Type.Array(
      Type.Object({
        name: Type.String(),
        certificate: Type.String(),
        planned: Type.Integer(),
        done: Type.Integer(),
      }),
    ),
    /** Parameters of the platform: so late is late, so long is a gap. */
    version: Type.String(),
    lateMinutes: Type.Integer(),
    gapMinutes: Type.Integer(),
    /** There are more visits than were counted. */
    more: Type.Boolean(),
  }),
});
