-- An order that a stop of the lab met waits until a person lets it begin.
alter table run_order add column deferred boolean default false not null;
