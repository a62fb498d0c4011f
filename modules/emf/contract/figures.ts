import { route, type Static, Type } from '@tarim/platform/contract';
import { orNull } from './parts.ts';

const share = orNull(Type.Number());
/** Shares are parts of one; null: there is nothing that they could be shares of. */
export const EmfFigures = Type.Object({
  unitPath: Type.String(),
  facilities: Type.Integer(),
  /** In use, public, with a checked measurement / in use. */
  disclosed: Type.Integer(),
  disclosedShare: share,
  /** With a duty to measure by themselves, and not overdue. */
  obliged: Type.Integer(),
  inTime: Type.Integer(),
  inTimeShare: share,
  openFindings: Type.Integer(),
  petitions: Type.Integer(),
  /** Replied or later; what was merged counts with the one that it was merged into. */
  closed: Type.Integer(),
  closedShare: share,
});
export type EmfFigures = Static<typeof EmfFigures>;

export const getEmfFigures = route({
  id: 'emf.getFigures',
  method: 'GET',
  path: '/api/emf/figures',
  summary: '电磁指标：公开率、按期监测率、投诉办结率；全部与按地州（师）',
  access: 'emf.read',
  response: Type.Object({ total: EmfFigures, units: Type.Array(EmfFigures) }),
});
