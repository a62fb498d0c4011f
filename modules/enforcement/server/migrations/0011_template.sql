-- 文书格式: versions of the texts of papers that a unit issued; only added to. The latest of the nearest unit holds for a case, from when
-- it was issued on; what is delivered is in no row.
create table enforcement.template (
  unit_path text not null,
  kind      text not null,
  version   int not null check (version > 0),
  -- own: `body` holds; factory: what is delivered; inherit: what holds for the unit above.
  state     text not null check (state in ('own', 'factory', 'inherit')),
  -- {title, texts, hidden, before, after, signature, number}
  body      jsonb,
  by_name   text not null,
  at        timestamptz not null,
  primary key (unit_path, kind, version),
  check ((state = 'own') = (body is not null))
);
alter table enforcement.template enable row level security;
create policy read_all on enforcement.template for select using (true);
create policy competent_insert on enforcement.template for insert with check (platform.may_write(unit_path));
