-- Data sets page by one column and know changes without counting.
create index forecast_id on forecast.forecast
  ((source || '-' || city_code || '-' || (issue_date - date '2000-01-01')::text || '-' || (target_date - issue_date)::text));
create index forecast_made on forecast.forecast (made_at);
