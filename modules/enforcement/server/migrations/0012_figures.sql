-- 案件统计: what a case adds to the statistics, worked out by the same fold and the same clocks as its page when a step is taken. A
-- period is then a sum over narrow rows, whatever the number of steps.
create table enforcement.case_figure (
  case_id         int primary key references enforcement.case_file (id),
  unit_path       text not null,
  filed_on        date not null,
  violation       text not null,
  -- GB/T 4754 code of the party, when it was looked up; null for persons.
  industry        text,
  industry_name   text,
  decided_on      date,
  decision        text check (decision in ('penalty', 'no-penalty', 'withdrawn')),
  net_days        int,
  in_term         boolean,
  closed          boolean not null,
  fine            float8 not null,
  daily           int not null,
  daily_fine      float8 not null,
  paid            float8 not null,
  court           boolean not null,
  heard           boolean not null,
  orders          int not null,
  corrected       boolean not null,
  rechecked       int not null,
  rechecked_late  int not null,
  -- The earliest term of a recheck that nobody has done.
  recheck_due     date,
  publication_due date,
  published_on    date,
  seals           int not null,
  seals_late      int not null,
  -- The earliest end of a seal that nobody has released.
  seal_ends       date,
  transfers       int not null,
  deviation       float8,
  repeated        boolean not null,
  simulated       boolean not null
);
create index case_figure_filed on enforcement.case_figure (filed_on, unit_path text_pattern_ops);
alter table enforcement.case_figure enable row level security;
create policy read_all on enforcement.case_figure for select using (true);
create policy competent_insert on enforcement.case_figure for insert with check (platform.may_write(unit_path));
create policy competent_update on enforcement.case_figure for update using (platform.may_write(unit_path))
  with check (platform.may_write(unit_path));

create index clue_received on enforcement.clue (received_on, unit_path text_pattern_ops);

-- Cases of before: a job works out their figures.
create table enforcement.figure_due (case_id int primary key references enforcement.case_file (id));
insert into enforcement.figure_due select id from enforcement.case_file;
