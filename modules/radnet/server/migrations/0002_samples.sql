-- Samples of the yearly programme (样品): what is planned stands in a row, all that is done with it in steps that are only added to.
create table radnet.sample (
  id         int generated always as identity primary key,
  number     text not null unique,
  unit_path  text not null,
  year       int not null,
  medium     text not null,
  place      text not null,
  lon        float8,
  lat        float8,
  indicators text[] not null,
  planned_on date not null,
  state      text not null,
  simulated  boolean not null,
  by_name    text not null,
  at         timestamptz not null
);
create index sample_unit on radnet.sample (unit_path text_pattern_ops, id);

create table radnet.sample_step (
  sample_id int not null references radnet.sample (id),
  nth       int not null,
  unit_path text not null,
  act       jsonb not null,
  by_id     text not null,
  by_name   text not null,
  at        timestamptz not null,
  primary key (sample_id, nth)
);

create table radnet.sample_counter (
  unit_path text not null,
  year      int not null,
  last      int not null,
  primary key (unit_path, year)
);

create trigger sample_step_kept before update or delete on radnet.sample_step for each row execute function radnet.keep();

do $$
declare
  name text;
begin
  foreach name in array array['sample', 'sample_step', 'sample_counter'] loop
    execute format('alter table radnet.%I enable row level security', name);
    execute format('create policy read_all on radnet.%I for select using (true)', name);
    execute format('create policy competent_insert on radnet.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
  foreach name in array array['sample', 'sample_counter'] loop
    execute format('create policy competent_update on radnet.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
