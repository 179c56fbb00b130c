-- A module after the first one: its tests find neighbours in the store.
create table carts (
    cart_id  text   not null primary key,
    quantity bigint not null,
    position bigint generated always as identity
);
