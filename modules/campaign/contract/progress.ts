import { Result } from '@tarim/inspection/contract';
import { type Static, Type } from '@tarim/platform/contract';
import { Answer, orNull } from './parts.ts';

/** How far a participating unit is. */
export const UnitProgress = Type.Object({
  unitPath: Type.String(),
  name: Type.String(),
  answer: Answer,
  objects: Type.Integer(),
  done: Type.Integer(),
  /** Objects at which something was found. */
  problems: Type.Integer(),
  /** Problems that are not settled yet. */
  open: Type.Integer(),
});
export type UnitProgress = Static<typeof UnitProgress>;

export const Progress = Type.Object({
  objects: Type.Integer(),
  done: Type.Integer(),
  problems: Type.Integer(),
  open: Type.Integer(),
  units: Type.Array(UnitProgress),
  /** All result codes, also those that nobody gave. */
  results: Type.Array(Type.Object({ result: Result, objects: Type.Integer() })),
  /** Per item to check: objects at which it was found wanting. */
  items: Type.Array(Type.Object({ key: Type.Integer(), title: Type.String(), objects: Type.Integer() })),
  /** The first and last day of a visit; null: none was made. */
  first: orNull(Type.String()),
  last: orNull(Type.String()),
});
export type Progress = Static<typeof Progress>;
