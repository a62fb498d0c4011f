-- Points whose records somebody evaluates as they come (rules of alarms). Only their arrival is told to other modules: an event a
-- batch that names every point of a province would be more than what it tells of.
create table telemetry.watched (
  point_id int not null,
  kind smallint not null,
  primary key (point_id, kind)
);
