-- Parts of the contract for other modules' data sets, as registry.place is: when the register changed, and which factors of a point are public.
create view registry.revision as select coalesce(max(id), 0) as id from registry.history;
create view registry.factor as select point_id, code, unit, public from registry.point_parameter;
