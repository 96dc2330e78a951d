-- What backups read and what a restore writes.

-- The moment that a transaction sees: everything below the horizon was finished before it.
CREATE FUNCTION backup_moment() RETURNS TABLE (generation text, horizon text) LANGUAGE sql STABLE AS $$
  SELECT (SELECT id::text FROM generation), pg_snapshot_xmin(pg_current_snapshot())::text;
$$;

-- Orders that may have been written since the horizon of an earlier backup; some twice, none never.
CREATE FUNCTION orders_since(horizon xid8) RETURNS SETOF jsonb LANGUAGE sql STABLE AS $$
  SELECT to_jsonb(o) - 'tx' FROM orders o WHERE o.tx >= horizon ORDER BY o.number;
$$;

CREATE FUNCTION edits_since(horizon xid8) RETURNS SETOF jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('cart', j.cart, 'version', j.version, 'seq', j.seq, 'edit', j.edit)
  FROM cart_journal j WHERE j.tx >= horizon ORDER BY j.seq;
$$;

-- Puts back the orders that are missing, and counts the stock anew from all orders that there are.
-- Answers how many were missing.
CREATE FUNCTION restore_orders(rows jsonb) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  missing integer;
BEGIN
  -- Nobody buys while the stock is counted.
  LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE;
  INSERT INTO orders (number, key, shopper, items, pieces, total_cents, placed_at) OVERRIDING SYSTEM VALUE
  SELECT number, key, shopper, items, pieces, total_cents, placed_at
  FROM jsonb_to_recordset(rows) AS o (number bigint, key text, shopper text, items jsonb, pieces integer, total_cents bigint, placed_at timestamptz)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS missing = ROW_COUNT;
  PERFORM setval(pg_get_serial_sequence('orders', 'number'), greatest(
    (SELECT max(number) FROM orders), nextval(pg_get_serial_sequence('orders', 'number'))));
  UPDATE stock s SET available = s.seeded - coalesce((
    SELECT sum(line.quantity) FROM orders o, jsonb_to_recordset(o.items) AS line (product text, quantity integer)
    WHERE line.product = s.product), 0);
  RETURN missing;
END
$$;
