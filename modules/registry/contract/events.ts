import { event, type Static, Type } from '@tarim/platform/contract';
import type { DeviceInput, EnterpriseInput, LimitInput, ParameterInput, PointInput } from './objects.ts';

export const deviceChanged = event(
  'registry.device-changed.v1',
  Type.Object({
    deviceId: Type.Integer(),
    mn: Type.String(),
    pointId: Type.Integer(),
    active: Type.Boolean(),
  }),
);
/** The point, its owner or its parameters changed, or it was closed or reopened. */
export const pointChanged = event('registry.point-changed.v1', Type.Object({ pointId: Type.Integer() }));
/** What these factors are judged by changed: a limit, or the unit in which a limit without its own is read. */
export const limitsChanged = event(
  'registry.limits-changed.v1',
  Type.Object({ pointId: Type.Integer(), codes: Type.Array(Type.String()) }),
);

// ------------------------------------------------------------------ demonstration data (made by the simulator's scenarios)

type Simulated<T> = { -readonly [K in keyof T]: T[K] };
/** Natural keys throughout: uscc, point code, mn. Everything seeded from it is marked as simulated. */
export interface DemoRegistry {
  readonly enterprises: readonly Simulated<Static<typeof EnterpriseInput>>[];
  readonly points: readonly (Omit<Static<typeof PointInput>, 'enterpriseId'> & {
    readonly uscc?: string | null;
  })[];
  readonly devices: readonly (Omit<Static<typeof DeviceInput>, 'pointId'> & { readonly pointCode: string })[];
  readonly parameters: readonly (Static<typeof ParameterInput> & { readonly pointCode: string })[];
  readonly limits: readonly (Omit<Static<typeof LimitInput>, 'pointId'> & { readonly pointCode: string })[];
}
