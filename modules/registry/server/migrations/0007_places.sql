-- The place of a monitoring point as other modules' data sets may join it: a part of the contract, like a query function.
create view registry.place as
  select id as point_id, code, name, kind, unit_path, enterprise_id, lon, lat, public, simulated, active
  from registry.point;
-- Maps and interfaces ask by boxes.
create index point_place on registry.point using gist (box(point(lon, lat), point(lon, lat))) where lon is not null;
create index enterprise_place on registry.enterprise using gist (box(point(lon, lat), point(lon, lat))) where lon is not null;
