-- Items that were made of others (镶嵌与合成): of which scenes, how, and over what period.
alter table ogc.image add column derived jsonb;
comment on column ogc.image.derived is '{method, order, version, from, to, inputs: [{id, title, takenAt}]}: ids of scenes of the imagery module';
