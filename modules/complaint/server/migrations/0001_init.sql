-- Complaints (信访举报): what was reported, and every step that was taken. A complaint's state follows from its steps; nothing of them is
-- ever changed. Who reported stands in a table of its own, sealed.

create table complaint.file (
  id            int generated always as identity primary key,
  unit_path     text not null,
  channel       text not null check (channel in ('portal', 'hotline', 'platform', 'letter', 'visit', 'transfer')),
  kind          text not null,
  received_at   timestamptz not null,
  happened_on   date,
  -- In the reporter's words.
  object        text not null,
  facts         text not null,
  address       text not null,
  lon           float8,
  lat           float8,
  -- Of the accepted complaint.
  enterprise_id int,
  real_name     boolean not null,
  -- Of the code that the reporter holds.
  code_hash     text not null,
  -- Kept beside the steps for lists: they follow from them.
  state         text not null,
  retaliation   boolean not null default false,
  simulated     boolean not null
);
create index file_unit on complaint.file (unit_path text_pattern_ops, id desc);
create index file_state on complaint.file (state, id desc);
create index file_received on complaint.file (received_at);
create index file_kind on complaint.file (kind, received_at);

create table complaint.step (
  complaint_id int not null references complaint.file (id),
  nth          int not null,
  unit_path    text not null,
  act          jsonb not null,
  -- Null: the reporter.
  by_id        text,
  by_name      text not null,
  at           timestamptz not null,
  primary key (complaint_id, nth)
);

create table complaint.photo (
  complaint_id int not null references complaint.file (id),
  nth          int not null,
  unit_path    text not null,
  sha256       text not null,
  primary key (complaint_id, nth)
);

-- 举报人身份: sealed by the key of the data folder, so that a copy of the database alone tells nobody.
create table complaint.contact (
  complaint_id int primary key references complaint.file (id),
  sealed       text not null
);

-- Every look at it, with its reason.
create table complaint.contact_look (
  id           int generated always as identity primary key,
  complaint_id int not null references complaint.file (id),
  unit_path    text not null,
  by_id        text not null,
  by_name      text not null,
  reason       text not null,
  at           timestamptz not null
);
create index contact_look_file on complaint.contact_look (complaint_id);

-- What is public: nothing else of a complaint can be told from elsewhere.
create table complaint.publication (
  id           int generated always as identity primary key,
  complaint_id int not null unique references complaint.file (id),
  unit_path    text not null,
  content      jsonb not null,
  at           timestamptz not null
);

do $$
declare
  name text;
begin
  foreach name in array array['file', 'step', 'photo', 'contact_look', 'publication'] loop
    execute format('alter table complaint.%I enable row level security', name);
    execute format('create policy read_all on complaint.%I for select using (true)', name);
    execute format('create policy competent_insert on complaint.%I for insert with check (platform.may_write(unit_path))', name);
  end loop;
end
$$;
-- A complaint moves to the unit that is to handle it: whoever moves it is competent for both.
create policy competent_update on complaint.file for update
  using (platform.may_write(unit_path)) with check (platform.may_write(unit_path));

-- Identities are read by those only who may look at them there.
alter table complaint.contact enable row level security;
create policy competent_read on complaint.contact for select using (exists (
  select 1 from complaint.file f where f.id = complaint_id and platform.may_write(f.unit_path)));
create policy competent_insert on complaint.contact for insert with check (exists (
  select 1 from complaint.file f where f.id = complaint_id and platform.may_write(f.unit_path)));
