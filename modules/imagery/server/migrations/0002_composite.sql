-- Mosaics and composites of scenes (镶嵌与合成) are scenes that were made here.
alter table imagery.scene add column derived jsonb;
comment on column imagery.scene.derived is
  '{version, method, order, box, dilate, hideSnow, from, to, inputs: [{id, title, takenAt, sha256, quality}], outcome: {covered, seen, counts, seconds}}; null of scenes that were brought';
-- How many clear observations each cell of a composite has.
alter table imagery.scene drop constraint scene_quality_kind_check;
alter table imagery.scene add constraint scene_quality_kind_check check (quality_kind in ('scl', 'qa-pixel', 'count'));
