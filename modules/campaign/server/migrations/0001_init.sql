-- Special campaigns (专项行动) and joint operations (联合执法). The lead unit writes the plan; each participating unit answers for itself and
-- writes the results of its own objects. Both hierarchies may take part in one, and neither writes the other's rows.

create table campaign.plan (
  id          int generated always as identity primary key,
  title       text not null,
  kind        text not null check (kind in ('special', 'areas', 'departments', 'region-corps')),
  from_on     date not null,
  to_on       date not null,
  -- The lead unit.
  unit_path   text not null,
  unit_name   text not null,
  departments text[] not null,
  goals       text not null,
  items       text[] not null,
  simulated   boolean not null,
  by_name     text not null,
  at          timestamptz not null,
  check (from_on <= to_on)
);

-- The state is what its steps say; they are only added to.
create table campaign.step (
  plan_id   int not null references campaign.plan (id),
  nth       int not null,
  unit_path text not null,
  act       text not null check (act in ('issue', 'start', 'sum-up', 'close', 'cancel')),
  note      text not null,
  by_id     text not null,
  by_name   text not null,
  at        timestamptz not null,
  primary key (plan_id, nth)
);

-- Invited by the lead unit (`unit_path`).
create table campaign.member (
  plan_id     int not null references campaign.plan (id),
  member_path text not null,
  member_name text not null,
  unit_path   text not null,
  primary key (plan_id, member_path)
);
create index member_path on campaign.member (member_path text_pattern_ops);

-- What the invited unit said, by its own people; the newest counts.
create table campaign.answer (
  plan_id   int not null references campaign.plan (id),
  unit_path text not null,
  nth       int not null,
  answer    text not null check (answer in ('confirmed', 'declined')),
  note      text not null,
  by_name   text not null,
  at        timestamptz not null,
  primary key (plan_id, unit_path, nth),
  foreign key (plan_id, unit_path) references campaign.member (plan_id, member_path)
);

-- An enterprise and the participating unit that looks at it; assigned by the lead unit (`unit_path`).
create table campaign.object (
  plan_id         int not null references campaign.plan (id),
  enterprise_id   int not null,
  name            text not null,
  uscc            text not null,
  enterprise_path text not null,
  assigned_path   text not null,
  unit_path       text not null,
  primary key (plan_id, enterprise_id)
);

create table campaign.result (
  plan_id       int not null,
  enterprise_id int not null,
  nth           int not null,
  -- The unit that the object is assigned to.
  unit_path     text not null,
  result        text not null,
  on_day        date not null,
  wanting       int[] not null,
  note          text not null,
  visit_id      int,
  case_number   text not null,
  open          boolean not null,
  by_name       text not null,
  at            timestamptz not null,
  primary key (plan_id, enterprise_id, nth),
  foreign key (plan_id, enterprise_id) references campaign.object (plan_id, enterprise_id)
);

-- Whoever writes a result has to be the unit that the object is assigned to, whatever path is written.
create function campaign.own_object() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from campaign.object o
    where o.plan_id = new.plan_id and o.enterprise_id = new.enterprise_id and o.assigned_path = new.unit_path) then
    raise exception 'the object is assigned to another unit';
  end if;
  return new;
end
$$;
create trigger result_own before insert on campaign.result for each row execute function campaign.own_object();

create function campaign.keep() returns trigger language plpgsql as $$
begin
  raise exception 'rows of campaign.% are not altered', tg_table_name;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['plan', 'step', 'member', 'answer', 'object', 'result'] loop
    execute format('alter table campaign.%I enable row level security', name);
    execute format('create policy read_all on campaign.%I for select using (true)', name);
    execute format('create policy competent_insert on campaign.%I for insert with check (platform.may_write(unit_path))', name);
    if name in ('step', 'answer', 'result') then
      execute format('create trigger %I before update or delete on campaign.%I for each row execute function campaign.keep()', name || '_kept', name);
    else
      execute format('create policy competent_update on campaign.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
      execute format('create policy competent_delete on campaign.%I for delete using (platform.may_write(unit_path))', name);
    end if;
  end loop;
end
$$;
