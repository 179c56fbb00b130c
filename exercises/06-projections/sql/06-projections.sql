-- Step 6: read models. Ordinary tables, shaped like the screens that show them; events can make them anew at any time.
-- The lesson is in exercises/06-projections/README.md.

-- A customer's list of carts: one row a cart.
-- TASK 1: create the table carts, with a primary key and these columns, none of which may be null:
--     cart_id      text
--     customer_id  text
--     status       text       open, confirmed or canceled
--     quantity     bigint     pieces in the cart
--     amount       bigint     what they cost together, in cents
--     version      bigint     of the last event that this row shows

-- What the shop's front page shows: one row a product, over all carts.
-- TASK 2: create the table product_popularity, likewise:
--     product_id   text
--     quantity     bigint     pieces put into carts, less those taken out again

-- A rule over all carts, kept by an index: a customer has one open cart at a time. It also finds that cart.
-- TASK 4, for home: create that index.
