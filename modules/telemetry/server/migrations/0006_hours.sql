-- Hours as other modules' data sets may join them: a part of the contract, like a query function.
create view telemetry.hour as
  select r.point_id, r.time, string_to_array(y.slots, ',') as slots, r.values, r.invalid, r.computed_at
  from telemetry.rollup r join telemetry.layout y on y.id = r.layout_id where r.period = 1;

-- Means of the factors of an hour; not valid when any slot of the factor says so.
create function telemetry.means(slots text[], numbers float8[], invalid text[]) returns table (code text, value float8, invalid text)
language sql immutable parallel safe as $$
  select split_part(s.slot, '.', 1), max(s.value) filter (where split_part(s.slot, '.', 2) = 'Avg'), max(s.reason)
  from unnest(slots, numbers, invalid) s(slot, value, reason) group by 1
$$;
