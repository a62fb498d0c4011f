-- Scenes of the imagery module (影像) are catalogued by its events: whose scene an item is, and the quality band beside the bands.
alter table ogc.image add column scene_id int unique;
alter table ogc.image add column quality jsonb;
comment on column ogc.image.quality is '{sha256, size, name, kind}';
