-- Review of automatic data (复核): operations over records that stay as they are, marks, versions with their signatures.

-- Local versions of the tables of packages/standards; the originals stay where they are.
create table quality.rule_table (
  id int generated always as identity primary key,
  key text not null,
  effective_from date not null,
  rows jsonb not null,
  source text not null,
  reason text not null,
  by_name text not null,
  by_user text,
  at timestamptz not null
);
create index rule_table_key on quality.rule_table (key, effective_from desc);

create table quality.mark (
  id int generated always as identity primary key,
  point_id int not null,
  unit_path text not null,
  enterprise_id int,
  kind text not null check (kind in ('production', 'equipment')),
  mark text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  reason text not null,
  evidence text[] not null default '{}',
  deadline timestamptz not null,
  late boolean not null,
  -- Version of the table of marks that gave it its effect.
  table_version text not null,
  effect text not null,
  side text not null check (side in ('enterprise', 'staff')),
  -- A correction names what it corrects; a withdrawal is one without effect.
  replaces int unique references quality.mark (id),
  withdrawn boolean not null default false,
  simulated boolean not null default false,
  by_name text not null,
  by_user text,
  at timestamptz not null,
  check (to_at > from_at)
);
create index mark_point on quality.mark (point_id, from_at);

-- Only ever added to; the reviewed series is a fold of them over the roll-ups.
create table quality.operation (
  point_id int not null,
  seq int not null check (seq > 0),
  unit_path text not null,
  enterprise_id int,
  kind text not null check (kind in ('mark', 'invalidate', 'correct', 'substitute', 'restore')),
  codes text[] not null default '{}',
  from_at timestamptz not null,
  to_at timestamptz not null,
  detail jsonb not null,
  reason text not null,
  evidence text[] not null default '{}',
  by_name text not null,
  by_user text,
  at timestamptz not null,
  primary key (point_id, seq),
  check (to_at > from_at)
);

-- A version of a month. What it contains and its hash never change; only how far it has come does.
create table quality.review (
  id int generated always as identity primary key,
  point_id int not null,
  unit_path text not null,
  enterprise_id int,
  month text not null,
  version int not null,
  state text not null check (state in ('self', 'check', 'final', 'returned', 'reopened')),
  seq int not null,
  hash text not null,
  content jsonb not null,
  totals jsonb not null,
  ended_reason text,
  ended_by text,
  ended_at timestamptz,
  unique (point_id, month, version)
);
create index review_month on quality.review (month, point_id);
-- One version at a time holds a month.
create unique index review_holds on quality.review (point_id, month) where state in ('self', 'check', 'final');

create table quality.signature (
  review_id int not null references quality.review (id),
  unit_path text not null,
  enterprise_id int,
  level text not null check (level in ('self', 'check', 'final')),
  by_name text not null,
  by_user text not null,
  at timestamptz not null,
  note text,
  primary key (review_id, level),
  -- Three levels, three persons.
  unique (review_id, by_user)
);

-- Files that were brought as evidence: only these may be named.
create table quality.evidence (
  sha256 text primary key,
  by_user text not null,
  at timestamptz not null
);

create function quality.only_added() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are only ever added', tg_table_schema, tg_table_name;
end
$$;
create function quality.content_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (old.point_id, old.month, old.version, old.seq, old.hash, old.content, old.totals)
    is distinct from (new.point_id, new.month, new.version, new.seq, new.hash, new.content, new.totals) then
    raise exception 'a version of a month stays as it was signed';
  end if;
  return new;
end
$$;
create trigger content_stays before update or delete on quality.review for each row execute function quality.content_stays();

-- People of an enterprise write about their own outlets, the competent chain about those of its units.
create function quality.may_write(unit_path text, enterprise_id int) returns boolean language sql stable as $$
  select platform.may_write(unit_path)
    or enterprise_id::text = any (string_to_array(coalesce(current_setting('tarim.enterprises', true), ''), '|'))
$$;

do $$
declare
  name text;
begin
  foreach name in array array['rule_table', 'mark', 'operation', 'signature'] loop
    execute format('create trigger only_added before update or delete on quality.%I for each row execute function quality.only_added()', name);
  end loop;
  foreach name in array array['mark', 'operation', 'review', 'signature'] loop
    execute format('alter table quality.%I enable row level security', name);
    execute format('create policy read_all on quality.%I for select using (true)', name);
    execute format('create policy competent_insert on quality.%I for insert with check (quality.may_write(unit_path, enterprise_id))', name);
    execute format('create policy competent_update on quality.%I for update using (quality.may_write(unit_path, enterprise_id)) with check (quality.may_write(unit_path, enterprise_id))', name);
  end loop;
end
$$;
