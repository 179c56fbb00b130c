-- Module numbers from 90 on belong to the machinery's own tests: their databases never meet a real module's.
create table streams (
    stream_id text   not null primary key,
    version   bigint not null
);

create table events (
    stream_id text   not null,
    version   bigint not null,
    type      text   not null,
    primary key (stream_id, version)
);
