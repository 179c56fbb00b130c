-- Step 6: read models. Ordinary tables, shaped like the screens that show them; events can make them anew at any time.
-- Look at: the primary keys. One table has a row a cart, the other a row a product that many carts share.

-- A customer's list of carts: one row a cart.
create table carts (
    cart_id     text   not null primary key,
    customer_id text   not null,
    status      text   not null,        -- open, confirmed or canceled
    quantity    bigint not null,        -- pieces in the cart
    amount      bigint not null,        -- what they cost together, in cents
    version     bigint not null         -- of the last event that this row shows
);

-- What the shop's front page shows: one row a product, over all carts.
create table product_popularity (
    product_id text   not null primary key,
    quantity   bigint not null          -- pieces put into carts, less those taken out again
);

-- How far each stream is projected, so that nothing is projected twice.
create table projected (
    stream_id text   not null primary key,
    version   bigint not null
);

-- A rule over all carts, kept by an index: a customer has one open cart at a time. It also finds that cart.
create unique index one_open_cart_a_customer on carts (customer_id) where status = 'open';

-- Whoever appends keeps the read models up to date, so whoever may append may change them.
grant select, insert, update, delete on carts, product_popularity, projected to public;
