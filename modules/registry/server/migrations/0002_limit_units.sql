-- A limit may be written in another unit than the device reports in; null: the unit of the point's parameter.
alter table registry.point_limit add column unit text;

-- What moved away from a point or an enterprise belongs to the history of where it was, too.
create index history_former_point on registry.history (((before ->> 'point_id')::int), id desc);
create index history_former_enterprise on registry.history (((before ->> 'enterprise_id')::int), id desc);

-- Secrets stay masked, but that one was replaced by another must be seen; what hangs on a point takes the point's unit
-- with it, which is the point's change and not its own.
create or replace function registry.keep_history() returns trigger language plpgsql security definer set search_path = registry, pg_temp as $$
declare
  old_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  new_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  any_row jsonb := coalesce(new_row, old_row);
  unseen text[] := case when tg_table_name in ('enterprise', 'point') then array['updated_at'] else array['updated_at', 'unit_path'] end;
  secret text;
begin
  if tg_op = 'UPDATE' and old_row - unseen = new_row - unseen then
    return null;
  end if;
  foreach secret in array array['password', 'sm4_key'] loop
    if new_row ->> secret is not null then
      new_row := new_row || jsonb_build_object(secret,
        case when old_row ->> secret is not null and old_row ->> secret <> new_row ->> secret then '*** *' else '***' end);
    end if;
    if old_row ->> secret is not null then
      old_row := old_row || jsonb_build_object(secret, '***');
    end if;
  end loop;
  insert into registry.history (actor_id, actor_name, table_name, row_id, point_id, enterprise_id, operation, before, after)
  values (
    nullif(current_setting('tarim.user', true), ''), nullif(current_setting('tarim.user_name', true), ''), tg_table_name,
    coalesce(any_row ->> 'id', (any_row ->> 'point_id') || '/' || (any_row ->> 'code')),
    case when tg_table_name = 'point' then (any_row ->> 'id')::int else (any_row ->> 'point_id')::int end,
    case when tg_table_name = 'enterprise' then (any_row ->> 'id')::int else (any_row ->> 'enterprise_id')::int end,
    lower(tg_op), old_row, new_row
  );
  return null;
end
$$;
