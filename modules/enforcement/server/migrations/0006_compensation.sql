-- How the ecological damage compensation (生态环境损害赔偿) of a case stands, told by whoever handles it: the discretion reads it (生态环境法典 1056).
create table enforcement.compensation (
  case_id      int primary key references enforcement.case_file (id),
  unit_path    text not null,
  damage_id    int not null,
  number       text not null,
  stage        text not null check (stage in ('screening', 'none', 'under-way', 'agreed', 'failed', 'performed')),
  amount       float8,
  paid         float8 not null,
  performed_on date,
  told_on      date not null
);
alter table enforcement.compensation enable row level security;
create policy read_all on enforcement.compensation for select using (true);
create policy competent_insert on enforcement.compensation for insert with check (platform.may_write(unit_path));
create policy competent_update on enforcement.compensation for update using (platform.may_write(unit_path))
  with check (platform.may_write(unit_path));
