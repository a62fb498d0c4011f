-- Changes of data sets are known without counting.
create index task_updated on monitoring.task (updated_at);
