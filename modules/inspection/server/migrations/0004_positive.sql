-- The positive list (监督执法正面清单): entries with every step that was taken; the state follows from the steps.
create table inspection.positive (
  id            int generated always as identity primary key,
  enterprise_id int not null references inspection.object (enterprise_id),
  unit_path     text not null,
  state         text not null,
  -- Day of the last step that is public: announced, listed, removed.
  public_on     date,
  simulated     boolean not null
);
-- One entry of an enterprise at a time.
create unique index positive_open on inspection.positive (enterprise_id)
  where state in ('nominated', 'reviewed', 'announced', 'listed');
create index positive_unit on inspection.positive (unit_path text_pattern_ops, id desc);
create index positive_public on inspection.positive (id desc) where state in ('announced', 'listed', 'removed');

create table inspection.positive_step (
  entry_id  int not null references inspection.positive (id),
  nth       int not null,
  unit_path text not null,
  act       text not null,
  step_on   date not null,
  good      boolean,
  ground    text,
  text      text not null,
  by_id     text not null,
  by_name   text not null,
  at        timestamptz not null,
  primary key (entry_id, nth)
);

do $$
declare
  name text;
begin
  foreach name in array array['positive', 'positive_step'] loop
    execute format('alter table inspection.%I enable row level security', name);
    execute format('create policy read_all on inspection.%I for select using (true)', name);
    execute format('create policy competent_insert on inspection.%I for insert with check (platform.may_write(unit_path))', name);
    if name = 'positive' then
      execute format('create policy competent_update on inspection.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
    end if;
  end loop;
end
$$;
