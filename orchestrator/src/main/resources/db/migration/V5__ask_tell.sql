-- Optimizers that are asked and told over HTTP: all that each of them is.
create table ask_tell (
    name text not null primary key,
    document text not null
);
