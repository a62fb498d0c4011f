-- 举报奖励: tiers that units set (the newest holds, the others stay), and a ledger whose steps are only added to. Who is rewarded stands
-- in the sealed contact of the complaint, nowhere here.
create table complaint.reward_tiers (
  id        int generated always as identity primary key,
  unit_path text not null,
  document  text not null,
  tiers     jsonb not null,
  by_name   text not null,
  set_on    date not null
);
create index reward_tiers_unit on complaint.reward_tiers (unit_path, id desc);

create table complaint.reward_step (
  complaint_id int not null references complaint.file (id),
  nth          int not null,
  unit_path    text not null,
  -- {act, on, …}; a proposal with the tier, its sum and the document
  act          jsonb not null,
  by_id        text not null,
  by_name      text not null,
  at           timestamptz not null,
  primary key (complaint_id, nth)
);

do $$
declare
  name text;
begin
  foreach name in array array['reward_tiers', 'reward_step'] loop
    execute format('alter table complaint.%I enable row level security', name);
    execute format('create policy read_all on complaint.%I for select using (true)', name);
    execute format('create policy competent_insert on complaint.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
