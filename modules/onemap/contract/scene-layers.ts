import { type Static, Type } from '@tarim/platform/contract';

/**
 * Scenes (影像) stand among the layers of a map under ids of their own. Data sets have names, so no id can mean both. What a scene is and
 * who may see it is told by the module of imagery.
 */
const SCENE_LAYER = /^scene-([1-9]\d{0,9})$/;

export const sceneLayerId = (scene: number): string => `scene-${scene}`;

/** The scene that a layer is; null: the layer is a data set. */
export function sceneOfLayer(layer: string): number | null {
  const id = SCENE_LAYER.exec(layer)?.[1];
  return id === undefined ? null : Number(id);
}

/** Styles of scenes (true-colour, ndvi …) by the ids of their layers. */
export const SceneStyles = Type.Record(
  Type.String({ pattern: '^scene-[1-9][0-9]{0,9}$' }),
  Type.String({ pattern: '^[a-z-]{1,30}$' }),
  { maxProperties: 100 },
);
export type SceneStyles = Static<typeof SceneStyles>;
