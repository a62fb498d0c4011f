import { column, type DatasetField, type DatasetGeometry } from '@tarim/platform';

/** What data sets of other modules tell of the point their row belongs to; their relation joins `registry.place p`. */
export const PLACE_COLUMNS: readonly DatasetField[] = [
  column.integer('pointId', '点位编号', 'Point', 'p.point_id'),
  column.text('pointCode', '点位编码', 'Code of point', 'p.code'),
  column.text('pointName', '点位', 'Name of point', 'p.name'),
  column.text('pointKind', '点位类别', 'Kind of point', 'p.kind'),
  column.text('unitPath', '行政单元', 'Unit', 'p.unit_path'),
];

/** Its place; the box is the expression that the register's index holds. */
export const PLACE_GEOMETRY: DatasetGeometry = {
  type: 'Point',
  lon: 'p.lon',
  lat: 'p.lat',
  box: 'box(point(p.lon, p.lat), point(p.lon, p.lat))',
};

/** A query for a text that changes with the register: what is joined changes too. */
export const PLACE_REVISION = 'select id from registry.revision';
