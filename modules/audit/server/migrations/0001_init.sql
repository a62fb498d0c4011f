-- Audit of enforcement bodies (执法稽查) and review of their case files (案卷评查). The unit above audits: what stands here belongs
-- to it, but for what the audited unit writes in answer.

create table audit.round (
  id          int generated always as identity primary key,
  number      text not null unique,
  title       text not null,
  -- The unit that audits.
  unit_path   text not null,
  unit_name   text not null,
  from_on     date not null,
  to_on       date not null,
  -- [{path, name}], each below unit_path.
  audited     jsonb not null,
  rate        float8 not null check (rate > 0 and rate <= 1),
  -- Share by which a fine may differ from the computed one before its file is always sampled.
  deviation   float8 not null check (deviation >= 0),
  state       text not null check (state in ('prepared', 'drawn')),
  seed_sealed text not null,
  seed        text,
  commitment  text not null,
  -- What the draw takes but the seed.
  input       jsonb not null,
  -- Every file in question, with the reason where it is taken in any case.
  files       jsonb not null,
  hash        text,
  pool        int not null,
  simulated   boolean not null,
  by_name     text not null,
  at          timestamptz not null,
  drawn_at    timestamptz,
  check (from_on <= to_on),
  check ((state = 'drawn') = (seed is not null))
);
create index round_unit on audit.round (unit_path text_pattern_ops, id desc);

-- A working paper (评查底稿) per sampled file. Once signed it is never changed.
create table audit.paper (
  id           int generated always as identity primary key,
  round_id     int not null references audit.round (id),
  nth          int not null,
  unit_path    text not null,
  audited_path text not null,
  audited_name text not null,
  case_id      int not null,
  case_number  text not null,
  party        text not null,
  cause        text not null,
  -- `drawn`, or why the file is taken in any case.
  why          text not null,
  -- What the auditor found; null until it is begun.
  answers      jsonb,
  -- Frozen with the signature: prefill and score as they were.
  frozen       jsonb,
  signed_by    text,
  signed_at    timestamptz,
  simulated    boolean not null,
  unique (round_id, nth),
  unique (round_id, case_id),
  check ((signed_at is null) = (frozen is null))
);
create index paper_round on audit.paper (round_id, nth);

-- An opinion (稽查意见书) to an audited unit of a round.
create table audit.opinion (
  id           int generated always as identity primary key,
  round_id     int not null references audit.round (id),
  unit_path    text not null,
  audited_path text not null,
  audited_name text not null,
  content      text not null,
  -- Terms that whoever sent it has chosen.
  reply_by     date not null,
  rectify_by   date not null,
  by_name      text not null,
  at           timestamptz not null,
  unique (round_id, audited_path)
);

-- What was done about it; only added to. `unit_path` is the side that wrote: the audited unit, or the one above.
create table audit.opinion_step (
  opinion_id int not null references audit.opinion (id),
  nth        int not null,
  unit_path  text not null,
  act        text not null check (act in ('reply', 'rectify', 'accept', 'return')),
  content    text not null,
  done_on    date,
  by_id      text not null,
  by_name    text not null,
  at         timestamptz not null,
  primary key (opinion_id, nth)
);

create function audit.keep_signed() returns trigger language plpgsql as $$
begin
  if old.signed_at is not null then
    raise exception 'a signed working paper is not changed';
  end if;
  return new;
end
$$;
create trigger paper_signed before update or delete on audit.paper for each row execute function audit.keep_signed();

do $$
declare
  name text;
begin
  foreach name in array array['round', 'paper', 'opinion', 'opinion_step'] loop
    execute format('alter table audit.%I enable row level security', name);
    execute format('create policy read_all on audit.%I for select using (true)', name);
    execute format('create policy competent_insert on audit.%I for insert with check (platform.may_write(unit_path))', name);
    if name in ('round', 'paper') then
      execute format('create policy competent_update on audit.%I for update using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))', name);
    end if;
  end loop;
end
$$;
