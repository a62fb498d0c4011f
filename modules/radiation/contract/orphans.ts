import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Activity, Category, Day, Id, IdNumber, Instant, Name, orNull, Paper, UnitPath } from './parts.ts';

/** 登记、查明、收贮. */
export const ORPHAN_STATES = ['registered', 'identified', 'collected'] as const;
export const OrphanState = Type.Enum([...ORPHAN_STATES]);
export type OrphanState = Static<typeof OrphanState>;

export const OrphanAct = Type.Union([
  Type.Object({
    act: Type.Literal('identify'),
    on: Day,
    document: Paper,
    nuclide: plainText(30, 1),
    activityBq: orNull(Activity),
    category: orNull(Category),
    /** The source of the register that it is, where it was recognised. */
    sourceId: orNull(IdNumber),
  }),
  Type.Object({ act: Type.Literal('collect'), on: Day, document: Paper, to: Name }),
]);
export type OrphanAct = Static<typeof OrphanAct>;

/** A source without an owner (无主放射源). */
export const Orphan = Type.Object({
  id: Type.Integer(),
  unitPath: Type.String(),
  foundOn: Day,
  place: Type.String(),
  description: Type.String(),
  /** µSv/h at one metre, where it was measured. */
  rate: orNull(Type.Number()),
  state: OrphanState,
  nuclide: orNull(Type.String()),
  activityBq: orNull(Type.Number()),
  category: orNull(Category),
  sourceId: orNull(Type.Integer()),
  collectedTo: orNull(Type.String()),
  steps: Type.Array(Type.Object({ nth: Type.Integer(), act: OrphanAct, by: Type.String(), at: Instant })),
  simulated: Type.Boolean(),
});
export type Orphan = Static<typeof Orphan>;

export const listOrphans = route({
  id: 'radiation.listOrphans',
  method: 'GET',
  path: '/api/radiation/orphans',
  summary: '无主放射源，最新在前',
  access: 'radiation.read',
  query: Type.Object({ unit: Type.Optional(UnitPath), state: Type.Optional(OrphanState) }),
  response: Type.Object({ orphans: Type.Array(Orphan) }),
});

export const addOrphan = route({
  id: 'radiation.addOrphan',
  method: 'POST',
  path: '/api/radiation/orphans',
  summary: '登记无主放射源',
  access: 'radiation.manage',
  scope: 'unit',
  body: Type.Object({
    unitPath: UnitPath,
    foundOn: Day,
    place: Name,
    description: plainText(500, 1),
    rate: orNull(Type.Number({ minimum: 0 })),
  }),
  response: Orphan,
});

export const actOnOrphan = route({
  id: 'radiation.actOnOrphan',
  method: 'POST',
  path: '/api/radiation/orphans/:id/steps',
  summary: '无主放射源：查明、收贮',
  access: 'radiation.manage',
  scope: 'unit',
  params: Id,
  body: OrphanAct,
  response: Orphan,
});
