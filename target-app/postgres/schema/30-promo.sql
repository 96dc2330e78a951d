-- Work that is promised now and done later: promotions that are pushed to shoppers, mailed receipts, sales figures.

CREATE TABLE promotions (
  id text PRIMARY KEY,
  title text NOT NULL
);
INSERT INTO promotions (id, title) VALUES
  ('welcome', 'Five off your first order'),
  ('kitchen-week', 'A tenth off everything for the kitchen'),
  ('free-delivery', 'Free delivery this month');

CREATE TABLE claims (
  -- One claim per wish, however often the shopper presses the button.
  token text PRIMARY KEY,
  shopper text NOT NULL,
  promotion text NOT NULL REFERENCES promotions,
  claimed_at timestamptz NOT NULL DEFAULT now()
);

-- The outbox: written in the transaction that makes the promise, so that there is never one without the other.
CREATE TABLE outbox (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  position bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL CHECK (kind IN ('promotion', 'receipt', 'statistics')),
  token text NOT NULL,
  shopper text NOT NULL,
  details jsonb NOT NULL,
  promised_at timestamptz NOT NULL DEFAULT now(),
  -- Whoever sends it has it until then; when they die, somebody else may send it.
  taken_until timestamptz NOT NULL DEFAULT '-infinity',
  sent_at timestamptz,
  UNIQUE (kind, token)
);
CREATE INDEX outbox_unsent ON outbox (position) WHERE sent_at IS NULL;

-- What was done, once each: the unique key is what makes a second delivery of a message harmless.
CREATE TABLE deliveries (
  outbox_id uuid PRIMARY KEY,
  attempts integer NOT NULL,
  delivered_at timestamptz NOT NULL DEFAULT now()
);

-- What was given up, kept for people to look at.
CREATE TABLE dead_letters (
  outbox_id uuid PRIMARY KEY,
  attempts integer NOT NULL,
  because text NOT NULL,
  died_at timestamptz NOT NULL DEFAULT now()
);

-- What lies in the shoppers' mailboxes. It stands for the world outside, so it takes everything it is given.
CREATE TABLE mailbox (
  kind text NOT NULL,
  token text NOT NULL,
  shopper text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  arrived_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sales_figures (
  product text PRIMARY KEY,
  pieces bigint NOT NULL,
  orders bigint NOT NULL
);

-- How the mail provider is: it stands for a foreign company, which has bad days.
CREATE TABLE mail_provider (
  down boolean NOT NULL,
  -- Mail to these addresses comes back, always.
  bounces text NOT NULL
);
INSERT INTO mail_provider (down, bounces) VALUES (false, '^bounce-');

-- Every order promises a receipt and a line in the statistics. It is told when its sum is known, in
-- the same transaction. Whoever copies orders back from a backup inserts them whole, and mails nobody.
CREATE FUNCTION promise_after_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  details jsonb := jsonb_build_object(
    'number', NEW.number, 'totalCents', NEW.total_cents, 'items', NEW.items);
BEGIN
  INSERT INTO outbox (kind, token, shopper, details)
  VALUES ('receipt', NEW.key, NEW.shopper, details), ('statistics', NEW.key, NEW.shopper, details)
  ON CONFLICT (kind, token) DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER promise_after_order AFTER UPDATE OF total_cents ON orders
  FOR EACH ROW WHEN (OLD.pieces = 0) EXECUTE FUNCTION promise_after_order();

-- Takes a claim and promises its delivery, both or neither. A known token changes nothing.
-- With `sent` the outbox is told that somebody else sends it. Nothing comes back for a known token.
-- Error: SH004 the token belongs to another claim; the message is the token.
CREATE FUNCTION claim_promotion(claim_token text, claim_shopper text, claim_of text, sent boolean)
RETURNS SETOF outbox LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO claims (token, shopper, promotion)
  VALUES (claim_token, claim_shopper, claim_of)
  ON CONFLICT (token) DO NOTHING;
  IF NOT FOUND THEN
    IF NOT EXISTS (
      SELECT 1 FROM claims c
      WHERE c.token = claim_token AND c.shopper = claim_shopper AND c.promotion = claim_of)
    THEN
      RAISE EXCEPTION USING ERRCODE = 'SH004', MESSAGE = claim_token;
    END IF;
    RETURN;
  END IF;
  RETURN QUERY INSERT INTO outbox (kind, token, shopper, details, sent_at)
  SELECT 'promotion', claim_token, claim_shopper, jsonb_build_object('title', p.title),
    CASE WHEN sent THEN now() END
  FROM promotions p WHERE p.id = claim_of
  RETURNING *;
END
$$;

-- Takes up to `most` unsent errands for five seconds, the oldest first.
CREATE FUNCTION take_unsent(most integer) RETURNS SETOF outbox LANGUAGE sql AS $$
  UPDATE outbox SET taken_until = now() + interval '5 seconds'
  WHERE id IN (
    SELECT o.id FROM outbox o
    WHERE o.sent_at IS NULL AND o.taken_until < now()
    ORDER BY o.position LIMIT most FOR UPDATE SKIP LOCKED)
  RETURNING *;
$$;

-- Does what was promised, in one transaction with the note that it is done. Answers whether it was done now:
-- not when it was done before, and not when nobody promised it, because the data was put back meanwhile.
-- Without `once` nobody looks whether it was done before.
CREATE FUNCTION deliver(errand uuid, tried integer, subject text, body text, once boolean)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  told outbox;
BEGIN
  SELECT * INTO told FROM outbox WHERE id = errand;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO deliveries (outbox_id, attempts) VALUES (errand, tried) ON CONFLICT DO NOTHING;
  IF NOT FOUND AND once THEN
    RETURN false;
  END IF;
  IF told.kind = 'statistics' THEN
    INSERT INTO sales_figures AS f (product, pieces, orders)
    SELECT l.product, sum(l.quantity), 1
    FROM jsonb_to_recordset(told.details -> 'items') AS l (product text, quantity integer)
    GROUP BY l.product ORDER BY l.product
    ON CONFLICT (product) DO UPDATE
      SET pieces = f.pieces + excluded.pieces, orders = f.orders + excluded.orders;
  ELSE
    INSERT INTO mailbox (kind, token, shopper, subject, body)
    VALUES (told.kind, told.token, told.shopper, deliver.subject, deliver.body);
  END IF;
  RETURN true;
END
$$;

-- The outbox sends them once more, with all their tries before them. Answers how many they are.
CREATE FUNCTION send_dead_letters_again() RETURNS bigint LANGUAGE sql AS $$
  WITH raised AS (DELETE FROM dead_letters RETURNING outbox_id),
  waiting AS (
    UPDATE outbox SET sent_at = NULL, taken_until = '-infinity'
    WHERE id IN (SELECT outbox_id FROM raised) RETURNING 1)
  SELECT count(*) FROM waiting;
$$;

CREATE FUNCTION reseed_promo() RETURNS void LANGUAGE sql AS $$
  TRUNCATE claims, outbox, deliveries, dead_letters, mailbox, sales_figures;
  UPDATE mail_provider SET down = false, bounces = '^bounce-';
$$;
