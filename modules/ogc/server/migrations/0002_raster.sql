-- What the head of the file says of size, place, system and bands; null for pictures that were registered before it was read.
alter table ogc.image add column raster jsonb;
