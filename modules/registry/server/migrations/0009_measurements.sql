-- What is measured at a point, as other modules' relations may join it: a part of the contract, like registry.place.
create view registry.measurement as
  select point_id, code, unit, range_low, range_high, public from registry.point_parameter;
-- Since when a point stands where it stands.
create view registry.siting as
  select id as point_id, opened_on from registry.point where opened_on is not null and lon is not null;
