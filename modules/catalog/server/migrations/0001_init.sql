-- Sharing of data (数据共享): who asked for what, what was granted, with which keys, and what was read.

create table catalog.request (
  id int generated always as identity primary key,
  -- The receipt code is known to the applicant only; here stands its hash.
  receipt_hash text not null unique,
  -- Null: asked for on the portal.
  applicant_user text,
  applicant_name text not null,
  body text not null,
  contact text not null,
  purpose text not null,
  legal_basis text not null,
  -- [{dataset, fields | null}]
  datasets jsonb not null,
  unit_path text not null,
  valid_to date not null,
  daily_rows bigint not null check (daily_rows between 1 and 1000000000),
  state text not null default 'submitted' check (state in ('submitted', 'approved', 'refused', 'withdrawn', 'revoked')),
  submitted_at timestamptz not null,
  -- What was granted; null until then. A grant outlives its keys, so that a new key has no new quota.
  granted_datasets jsonb,
  granted_unit text,
  granted_daily_rows bigint check (granted_daily_rows between 1 and 1000000000),
  granted_per_minute int check (granted_per_minute between 1 and 6000),
  expires_at timestamptz,
  decided_by text,
  decided_name text,
  decided_at timestamptz,
  -- Why it was granted otherwise than asked for, refused or revoked.
  reason text,
  warned_at timestamptz,
  simulated boolean not null default false,
  -- 申请与审批分离: who asks cannot approve.
  check (applicant_user is null or decided_by is null or applicant_user <> decided_by or state in ('withdrawn', 'revoked')),
  check (state not in ('approved', 'revoked') or (granted_datasets is not null and granted_unit is not null
    and granted_daily_rows is not null and granted_per_minute is not null and expires_at is not null))
);
create index request_state on catalog.request (state, id desc);
create index request_applicant on catalog.request (applicant_user) where applicant_user is not null;

-- Keys of grants (共享密钥): at most one of a grant holds.
create table catalog.share_key (
  id int generated always as identity primary key,
  request_id int not null references catalog.request (id),
  prefix text not null,
  secret_hash text not null unique,
  issued_at timestamptz not null,
  revoked_at timestamptz
);
create unique index share_key_holds on catalog.share_key (request_id) where revoked_at is null;

-- What was read, by day (Beijing); `request_id` 0: without a key.
create table catalog.use_day (
  day date not null,
  dataset text not null,
  interface text not null,
  request_id int not null,
  calls bigint not null,
  rows bigint not null,
  bytes bigint not null,
  primary key (request_id, day, dataset, interface)
);
create index use_day_dataset on catalog.use_day (dataset, day);

-- The use log of keys (使用日志): what was read in a moment from one address.
create table catalog.use_line (
  id bigint generated always as identity primary key,
  request_id int not null,
  at timestamptz not null,
  dataset text not null,
  interface text not null,
  address text not null,
  calls int not null,
  rows bigint not null,
  bytes bigint not null
);
create index use_line_request on catalog.use_line (request_id, id desc);

-- Figures of quality (质量指标), made by a job.
create table catalog.figure (
  dataset text primary key,
  at timestamptz not null,
  rows bigint,
  newest timestamptz,
  complete float8,
  valid float8,
  revision text not null,
  took_ms int not null,
  error text
);

-- Deciding is for those whose unit covers what is granted: policy is the first fence.
alter table catalog.request enable row level security;
create policy everybody_reads on catalog.request for select using (true);
create policy everybody_asks on catalog.request for insert with check (true);
create policy competent_decides on catalog.request for update using (true)
  with check (platform.may_write(coalesce(granted_unit, unit_path)));
