create table reporting.note (
  id int generated always as identity primary key,
  text text not null,
  at timestamptz not null
);
