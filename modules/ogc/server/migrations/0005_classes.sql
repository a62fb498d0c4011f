-- Classes of thematic rasters (专题栅格的类别), as they are named and coloured now, and the version of the table that says so.
alter table ogc.image add column classes jsonb;
alter table ogc.image add column classes_version int not null default 0;
comment on column ogc.image.classes is '[{value, zh, en, colour, cells, share}]';
-- Rows are added, once marked, and their classes named anew: numbers of all three tell every change.
create or replace view ogc.image_revision as
  select count(*) || ' ' || count(removed_at) || ' ' || coalesce(sum(classes_version), 0) as revision from ogc.image;
