-- Of the records received in an hour: those that say that nothing ran (停运); in days and months, such hours and days. They owe nothing.
alter table telemetry.rollup add column stopped int not null default 0;
