-- Locks with a lease, the fences that refuse who lost one, and tills: what only one may use at a time.

CREATE SEQUENCE lock_tokens;
CREATE TABLE locks (
  name text PRIMARY KEY,
  owner text NOT NULL,
  token bigint NOT NULL,
  held_until timestamptz NOT NULL
);

-- The newest holder that each protected thing has seen, wherever its lock is kept.
CREATE TABLE fences (
  name text PRIMARY KEY,
  token bigint NOT NULL,
  owner text NOT NULL
);

-- Whether this holder may go on; if so, nobody with an older token may from now on. Passing it locks the row until the
-- transaction ends. Of two holders with one token the first that comes stays.
CREATE FUNCTION pass_fence(fence_name text, fence_token bigint, fence_owner text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO fences AS f (name, token, owner) VALUES (fence_name, fence_token, fence_owner)
  ON CONFLICT (name) DO UPDATE SET token = excluded.token, owner = excluded.owner
  WHERE f.token < excluded.token OR (f.token = excluded.token AND f.owner = excluded.owner);
  RETURN FOUND;
END
$$;

-- As place_order, for somebody who holds a lock. One error more: SH003 somebody else got the lock since.
CREATE FUNCTION place_order_fenced(
  fence_name text, fence_token bigint, fence_owner text, order_key text, order_shopper text, lines jsonb
)
RETURNS TABLE (number bigint, total_cents bigint, pieces integer, replayed boolean)
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pass_fence(fence_name, fence_token, fence_owner) THEN
    RAISE EXCEPTION USING ERRCODE = 'SH003', MESSAGE = fence_name;
  END IF;
  RETURN QUERY SELECT * FROM place_order(order_key, order_shopper, lines);
END
$$;

-- Counts what happens at tills, so that it is known what came before what.
CREATE SEQUENCE till_moments;

CREATE TABLE till_uses (
  -- One hold of the till's lock.
  owner text PRIMARY KEY,
  keeper text NOT NULL,
  till text NOT NULL,
  token bigint NOT NULL,
  -- What the user called it.
  wish text NOT NULL,
  replica text NOT NULL,
  -- Until when the holder may believe to be alone, by the holder's clock.
  held_until timestamptz NOT NULL,
  -- Null: not let in.
  entered bigint,
  entered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Null: nothing written.
  written bigint,
  refused boolean NOT NULL DEFAULT false,
  left_at timestamptz
);
CREATE INDEX ON till_uses (till, entered);

-- The first that a holder does. Passing the fence here, and not only when writing, closes the way for an older
-- holder before this one has looked at anything.
CREATE FUNCTION enter_till(
  use_owner text, use_keeper text, use_till text, use_token bigint, use_wish text, use_replica text,
  use_until timestamptz, fenced boolean
)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  may boolean := NOT fenced OR pass_fence(use_till, use_token, use_owner);
BEGIN
  INSERT INTO till_uses (owner, keeper, till, token, wish, replica, held_until, entered, refused, left_at)
  VALUES (
    use_owner, use_keeper, use_till, use_token, use_wish, use_replica, use_until,
    CASE WHEN may THEN nextval('till_moments') END, NOT may, CASE WHEN NOT may THEN clock_timestamp() END
  );
  RETURN may;
END
$$;

-- The last that a holder does: what the lock was for.
CREATE FUNCTION write_till(use_owner text, fenced boolean) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  this till_uses;
  may boolean;
BEGIN
  SELECT * INTO STRICT this FROM till_uses WHERE owner = use_owner;
  may := NOT fenced OR pass_fence(this.till, this.token, this.owner);
  UPDATE till_uses
  SET written = CASE WHEN may THEN nextval('till_moments') END, refused = NOT may, left_at = clock_timestamp()
  WHERE owner = use_owner;
  RETURN may;
END
$$;

CREATE FUNCTION reseed_locks() RETURNS void LANGUAGE sql AS $$
  TRUNCATE locks, fences, till_uses;
$$;
