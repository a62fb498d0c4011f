import { getChip, type StyleName } from '@tarim/imagery/contract';
import { urlOf } from '@tarim/platform/contract';
import type { Square } from './square.ts';

/** A scene as a place is shown in it. */
export interface SceneHere {
  readonly id: number;
  readonly title: string;
  readonly takenAt: string;
  readonly gsd: number;
  readonly cloudShare: number | null;
  readonly simulated: boolean;
  /** Of several dates. */
  readonly composite: boolean;
  readonly styles: readonly string[];
}

/** Address of the picture of a square in a scene. */
export const pictureOf = (
  scene: number,
  { text }: Square,
  style: StyleName | undefined,
  size: number,
): string => urlOf(getChip, { id: scene }, { bbox: text, size, ...(style ? { style } : {}) });
