-- Who bought what. All sums are integer cents.

CREATE TABLE orders (
  number bigint GENERATED ALWAYS AS IDENTITY (START WITH 1001) PRIMARY KEY,
  -- One order per Idempotency-Key, however often the shopper presses the button.
  key text NOT NULL UNIQUE,
  shopper text NOT NULL,
  -- As they were asked for, also with the tokens that name them in a cart.
  items jsonb NOT NULL,
  pieces integer NOT NULL,
  total_cents bigint NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now(),
  -- Who wrote it, for backups: numbers are given out before their transaction ends.
  tx xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX ON orders (tx);

-- Takes an order in one statement, so that there is nothing between "paid" and "written".
-- `lines` is [{"product": text, "quantity": integer, "token": text, if any}, …]. Calling it again with the same
-- key, by the same shopper for the same things in any order, gives the first order back and changes nothing.
-- Errors: SH001 an unknown product, SH002 not enough in stock; the message is the product's id. SH004 the key
-- belongs to another order; the message is the key.
CREATE FUNCTION place_order(order_key text, order_shopper text, lines jsonb)
RETURNS TABLE (number bigint, total_cents bigint, pieces integer, replayed boolean)
LANGUAGE plpgsql AS $$
DECLARE
  line record;
  placed orders;
BEGIN
  -- The unique key is taken first: a second caller waits here until the first has committed.
  INSERT INTO orders AS o (key, shopper, items, pieces, total_cents)
  VALUES (order_key, order_shopper, lines, 0, 0)
  ON CONFLICT (key) DO NOTHING
  RETURNING o.* INTO placed;
  IF NOT FOUND THEN
    SELECT o.* INTO placed FROM orders o WHERE o.key = order_key;
    -- Answered with an order of other things, the shopper would lose these: they leave the cart after an order.
    IF placed.shopper <> order_shopper
      OR (SELECT jsonb_agg(e.one ORDER BY e.one) FROM jsonb_array_elements(placed.items) AS e (one))
        IS DISTINCT FROM (SELECT jsonb_agg(e.one ORDER BY e.one) FROM jsonb_array_elements(lines) AS e (one))
    THEN
      RAISE EXCEPTION USING ERRCODE = 'SH004', MESSAGE = order_key;
    END IF;
    RETURN QUERY SELECT placed.number, placed.total_cents, placed.pieces, true;
    RETURN;
  END IF;

  -- Always in the same order of products, so that two orders never wait for each other in a ring.
  FOR line IN
    SELECT l.product, sum(l.quantity)::integer AS quantity, max(p.price_cents) AS price_cents
    FROM jsonb_to_recordset(lines) AS l (product text, quantity integer)
    LEFT JOIN products p ON p.id = l.product
    GROUP BY l.product ORDER BY l.product
  LOOP
    IF line.price_cents IS NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'SH001', MESSAGE = line.product;
    END IF;
    -- The weakness `oversell`: what is not there any more is sold all the same.
    UPDATE stock s SET available = greatest(s.available - line.quantity, 0)
    WHERE s.product = line.product
      AND (s.available >= line.quantity OR current_setting('shop.stock_check', true) = 'off');
    IF NOT FOUND THEN
      RAISE EXCEPTION USING ERRCODE = 'SH002', MESSAGE = line.product;
    END IF;
    placed.pieces := placed.pieces + line.quantity;
    placed.total_cents := placed.total_cents + line.quantity::bigint * line.price_cents;
  END LOOP;

  UPDATE orders o SET pieces = placed.pieces, total_cents = placed.total_cents
  WHERE o.number = placed.number;
  RETURN QUERY SELECT placed.number, placed.total_cents, placed.pieces, false;
END
$$;

CREATE FUNCTION reseed_orders() RETURNS void LANGUAGE sql AS $$
  TRUNCATE orders RESTART IDENTITY;
$$;
