import { event, Type } from '@tarim/platform/contract';
import { Day, Instant, orNull } from './parts.ts';
import { PatchState, ProposalBatch } from './patches.ts';

/** A detector found changes; whoever runs it publishes this, and they become patches (检测图斑). One event a batch. */
export const changesDetected = event('redline.changes-detected.v1', ProposalBatch);

/** Patches changed. One event a batch. */
export const patchChanged = event(
  'redline.patch-changed.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        id: Type.Integer(),
        act: Type.String(),
        from: orNull(PatchState),
        to: PatchState,
        unitPath: Type.String(),
        at: Instant,
      }),
    ),
  }),
);

/** A violation was handed over to enforcement (移交): supervision makes a task of it, from which a lead of a case may come. */
export const violationHandedOver = event(
  'redline.violation-handed-over.v1',
  Type.Object({
    patchId: Type.Integer(),
    code: Type.String(),
    unitPath: Type.String(),
    lon: Type.Number(),
    lat: Type.Number(),
    suspected: Type.String(),
    facts: Type.String(),
    dueOn: Day,
    by: Type.String(),
    at: Instant,
    simulated: Type.Boolean(),
  }),
);

/** Boundaries of some areas hold in a new version from a day on. */
export const boundaryChanged = event(
  'redline.boundary-changed.v1',
  Type.Object({
    kind: Type.String(),
    codes: Type.Array(Type.String()),
    validFrom: Day,
    approval: Type.String(),
    at: Instant,
  }),
);

/** Live topic (`redline.read`): `{items: [{id, act, to}]}`; pages read again. */
export const LIVE_PATCHES = 'redline.changes';
