-- What is needed to make the carts anew when Redis has lost them: whole carts now and then, and every
-- change since. A version belongs to one change; after a failover of Redis the same one may come twice.

CREATE TABLE cart_journal (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cart text NOT NULL,
  version integer NOT NULL,
  edit jsonb NOT NULL,
  at timestamptz NOT NULL,
  -- Numbers are given out before their transaction ends, so they do not tell what is new; this does:
  -- everything below the oldest running transaction is there for good.
  tx xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX ON cart_journal (cart, version);
CREATE INDEX ON cart_journal (tx);

CREATE TABLE cart_checkpoints (
  cart text PRIMARY KEY,
  version integer NOT NULL,
  -- The text exactly as it was in Redis, because the checksum is over that text.
  body text NOT NULL,
  checksum text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);

-- [{"cart", "version", "edit", "at": milliseconds since 1970}, …]
CREATE FUNCTION write_journal(entries jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO cart_journal (cart, version, edit, at)
  SELECT cart, version, edit, to_timestamp(at / 1000)
  FROM jsonb_to_recordset(entries) AS entry (cart text, version integer, edit jsonb, at double precision);
$$;

-- [{"cart", "version", "body", "checksum"}, …]. An older state never replaces a newer one.
CREATE FUNCTION write_checkpoints(carts jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO cart_checkpoints AS there (cart, version, body, checksum)
  SELECT cart, version, body, checksum
  FROM jsonb_to_recordset(carts) AS state (cart text, version integer, body text, checksum text)
  ORDER BY cart
  ON CONFLICT (cart) DO UPDATE
  SET version = excluded.version, body = excluded.body, checksum = excluded.checksum, at = excluded.at
  WHERE there.version < excluded.version;
$$;

-- Changes that a checkpoint contains are kept for ten minutes, for backups that look for them.
CREATE FUNCTION prune_journal() RETURNS void LANGUAGE sql AS $$
  DELETE FROM cart_journal j USING cart_checkpoints c
  WHERE c.cart = j.cart AND j.version <= c.version AND j.at < now() - interval '10 minutes';
$$;

-- One row per cart (all of them, or one): its checkpoint, if any, and the changes since in their order.
CREATE FUNCTION journal_of(only_cart text DEFAULT NULL)
RETURNS TABLE (cart text, version integer, body text, checksum text, edits jsonb)
LANGUAGE sql STABLE AS $$
  WITH newer AS (
    SELECT j.cart, jsonb_agg(jsonb_build_object('version', j.version, 'edit', j.edit) ORDER BY j.version, j.seq) AS edits
    FROM cart_journal j LEFT JOIN cart_checkpoints c ON c.cart = j.cart
    WHERE j.version > coalesce(c.version, 0) AND (only_cart IS NULL OR j.cart = only_cart)
    GROUP BY j.cart
  )
  SELECT coalesce(c.cart, n.cart), c.version, c.body, c.checksum, coalesce(n.edits, '[]')
  FROM cart_checkpoints c FULL JOIN newer n ON n.cart = c.cart
  WHERE only_cart IS NULL OR coalesce(c.cart, n.cart) = only_cart;
$$;

-- Called by whoever empties Redis on purpose.
CREATE FUNCTION forget_carts() RETURNS void LANGUAGE sql AS $$
  TRUNCATE cart_journal, cart_checkpoints RESTART IDENTITY;
  SELECT next_generation();
$$;
