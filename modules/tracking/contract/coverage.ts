import { route, type Static, Type } from '@tarim/platform/contract';
import { Day, orNull } from './parts.ts';

/** How reports came from a cell of about 5 km. */
export const CoverageCell = Type.Object({
  /** West, south, east, north, degrees. */
  box: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  live: Type.Integer(),
  /** Kept while there was no network, and sent later. */
  stored: Type.Integer(),
  /** Frames that never came, by their sequence numbers. */
  lost: Type.Integer(),
  /** Silences that became an alarm, of terminals that were last seen here. */
  outages: Type.Integer(),
  /** stored / (live + stored) */
  lateShare: orNull(Type.Number()),
  /** s, as fine as the classes of delay are; null: no delay is known. */
  medianDelay: orNull(Type.Number()),
  /** Mean of what terminals say (item 0x30): makers' scales differ. */
  signal: orNull(Type.Number()),
});
export type CoverageCell = Static<typeof CoverageCell>;

export const getCoverage = route({
  id: 'tracking.getCoverage',
  method: 'GET',
  path: '/api/tracking/coverage',
  summary: '通信覆盖与盲区：每格（约 5 公里）实时与补报的条数、延迟、信号、失联',
  access: 'tracking.read',
  query: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })) }),
  response: Type.Object({
    from: Day,
    /** Those with the most late reports first, at most 5,000. */
    cells: Type.Array(CoverageCell),
    whole: Type.Boolean(),
    /** Simulated terminals are among those that made it. */
    simulated: Type.Boolean(),
  }),
});
