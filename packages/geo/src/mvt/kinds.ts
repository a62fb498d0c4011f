/** Kinds of features (Vector Tile 2.1, 4.3.4) and of their parts. */
export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;

export const OPEN = 0;
export const OUTER = 1;
export const HOLE = 2;

export const TILE_EXTENT = 4_096;
