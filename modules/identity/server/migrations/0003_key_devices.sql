-- A key may be narrower than its unit: only these devices send with it. Null: all of the unit.
alter table identity.api_key add column mns text[];
