-- Data sets page by one column: hours since 1970 and the point, so that ids go by time.
create function composition.hour_of(at timestamptz) returns int8 language sql immutable parallel safe
  as $$ select extract(epoch from at at time zone 'UTC')::int8 / 3600 $$;
create index hour_id on composition.hour ((composition.hour_of(time) * 2147483648 + point_id));
