-- "Unit of everything below a point is the point's" was a promise of each statement; a way of writing that forgot it left
-- rows behind that their competent unit could no longer change. Now the tables keep it themselves.

create function registry.take_points_unit() returns trigger language plpgsql security definer set search_path = registry, pg_temp as $$
begin
  select unit_path into strict new.unit_path from registry.point where id = new.point_id;
  return new;
end
$$;

create function registry.pass_unit_down() returns trigger language plpgsql security definer set search_path = registry, pg_temp as $$
begin
  update registry.device set unit_path = new.unit_path where point_id = new.id;
  update registry.instrument set unit_path = new.unit_path where point_id = new.id;
  update registry.point_parameter set unit_path = new.unit_path where point_id = new.id;
  update registry.point_limit set unit_path = new.unit_path where point_id = new.id;
  return null;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['device', 'instrument', 'point_parameter', 'point_limit'] loop
    execute format('alter table registry.%I alter column unit_path set default ''''', name);
    -- Row-level security looks at the row after this: writing below another unit's point stays refused.
    execute format('create trigger take_points_unit before insert or update on registry.%I for each row execute function registry.take_points_unit()', name);
    execute format('update registry.%I b set unit_path = p.unit_path from registry.point p where p.id = b.point_id and b.unit_path <> p.unit_path', name);
  end loop;
end
$$;

create trigger pass_unit_down after update of unit_path on registry.point for each row
  when (old.unit_path is distinct from new.unit_path) execute function registry.pass_unit_down();
